/** One picture's call to Rekognition with its retries, and what an error means. */
package io.fanlens.analysis;
