/**
 * What Rekognition is asked about a picture, one call with its retries, and what an error means.
 */
package io.fanlens.analysis;
