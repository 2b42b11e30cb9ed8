/** How pictures are decoded and written as JPEG, and the way that needs no native library. */
package io.fanlens.picture.codec;
