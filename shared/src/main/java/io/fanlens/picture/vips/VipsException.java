package io.fanlens.picture.vips;

import java.io.IOException;

/**
 * A picture that libvips could not read or write. Its row gets a reason of ours: libvips has one
 * text for the whole process, which may speak of a picture that was converted at the same time.
 */
public final class VipsException extends IOException {

  private static final long serialVersionUID = 1;

  VipsException() {
    super("its pixels are cut off, damaged or of an unknown kind");
  }
}
