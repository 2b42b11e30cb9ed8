/** Decoding HEIC with FFmpeg, which is called through the foreign function API. */
package io.fanlens.picture.heif;
