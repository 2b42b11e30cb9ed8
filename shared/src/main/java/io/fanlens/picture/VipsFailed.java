package io.fanlens.picture;

import java.io.IOException;

/** What libvips said of a picture that it could not read or write. */
final class VipsFailed extends IOException {

  private static final long serialVersionUID = 1;

  VipsFailed(String what) {
    super(what);
  }
}
