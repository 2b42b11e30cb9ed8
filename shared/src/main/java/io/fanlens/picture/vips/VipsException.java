package io.fanlens.picture.vips;

import java.io.IOException;

/** What libvips said of a picture that it could not read or write. */
public final class VipsException extends IOException {

  private static final long serialVersionUID = 1;

  VipsException(String what) {
    super(what);
  }
}
