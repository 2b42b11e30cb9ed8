package io.fanlens.pipeline;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.result.PictureVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reports how long fetching takes. */
record TimedPictures(Pictures pictures, PictureEvents events, InstantSource clock)
    implements Pictures {

  @Override
  public FileHead head(PictureVersion version)
      throws PictureGoneException, BadPictureException, InterruptedException {
    Instant start = clock.instant();
    FileHead head = pictures.head(version);
    took(PictureEvents.Step.HEAD, start);
    return head;
  }

  @Override
  public byte[] whole(PictureVersion version, FileHead head)
      throws PictureGoneException, BadPictureException, InterruptedException {
    Instant start = clock.instant();
    byte[] whole = pictures.whole(version, head);
    took(PictureEvents.Step.FETCH, start);
    return whole;
  }

  @Override
  public boolean isCurrent(PictureVersion version, Duration timeout) throws InterruptedException {
    return pictures.isCurrent(version, timeout);
  }

  private void took(PictureEvents.Step step, Instant start) {
    events.took(step, Duration.between(start, clock.instant()));
  }
}
