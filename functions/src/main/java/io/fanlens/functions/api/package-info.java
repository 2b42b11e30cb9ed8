/** The API: Rekognition's own protocol and plain HTTP before one core. */
package io.fanlens.functions.api;
