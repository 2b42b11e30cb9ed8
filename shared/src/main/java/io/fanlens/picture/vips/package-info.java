/** Decoding and writing with libvips, which is called through the foreign function API. */
package io.fanlens.picture.vips;
