package io.fanlens.bench.pictures;

import java.io.IOException;

/** A contender does not read a picture; the others go on. */
final class CannotConvertException extends IOException {

  private static final long serialVersionUID = 1;

  CannotConvertException(String why) {
    super(why);
  }
}
