/**
 * What a file is, whether Rekognition takes it as it is, and how it becomes a JPEG that it takes.
 */
package io.fanlens.picture;
