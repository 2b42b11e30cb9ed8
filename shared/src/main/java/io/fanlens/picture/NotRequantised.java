package io.fanlens.picture;

import java.io.IOException;

/** A JPEG goes the usual way, whose decoder knows more kinds and judges broken ones. */
final class NotRequantised extends IOException {

  private static final long serialVersionUID = 1;

  NotRequantised(String why) {
    super(why);
  }
}
