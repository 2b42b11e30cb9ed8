package io.fanlens.analysis;

import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.Target;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A prepared picture, unless the test changes that. */
public class FakePicture implements PictureSource {

  public static final PreparedPicture BYTES =
      new PreparedPicture(
          new byte[1], PictureFormat.JPEG, 100, 100, Optional.empty(), Optional.empty());
  static final StoredPicture OBJECT =
      new StoredPicture("bucket", "key", PictureFormat.JPEG, 1, 100, 100);

  /** Targets that read the object themselves. */
  public final Set<Target> readingObjects = new HashSet<>();

  /** What happens when the bytes are fetched or converted for the first time. */
  public Runnable preparation = () -> {};

  public boolean mustBeConverted;
  boolean replaced;
  private boolean prepared;

  @Override
  public boolean needsConversion(Target target) {
    return mustBeConverted && !prepared && !readingObjects.contains(target);
  }

  @Override
  public SentPicture forTarget(Target target) {
    if (readingObjects.contains(target)) {
      return OBJECT;
    }
    if (!prepared) {
      prepared = true;
      preparation.run();
    }
    return BYTES;
  }

  @Override
  public void objectRefused(String why) {
    readingObjects.clear();
  }

  @Override
  public void confirm(SentPicture sent) throws PictureGoneException {
    if (replaced) {
      throw new PictureGoneException("replaced");
    }
  }
}
