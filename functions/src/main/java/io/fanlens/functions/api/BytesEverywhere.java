package io.fanlens.functions.api;

import io.fanlens.analysis.PictureSource;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.settings.Target;

/** A picture that is at hand, so that every target gets the same bytes. */
record BytesEverywhere(PreparedPicture picture) implements PictureSource {

  @Override
  public boolean needsConversion(Target target) {
    return false;
  }

  @Override
  public SentPicture forTarget(Target target) {
    return picture;
  }

  @Override
  public void objectRefused(String why) {
    throw new IllegalStateException("no object was sent");
  }

  @Override
  public void confirm(SentPicture sent) {}
}
