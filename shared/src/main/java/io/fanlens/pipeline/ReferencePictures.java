package io.fanlens.pipeline;

import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.analysis.operation.Reference;
import io.fanlens.analysis.operation.References;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.settings.PictureLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Fetches and prepares a reference picture once for all pictures it is compared with, and checks
 * once a minute whether it was replaced: at 100 pictures a second that is one conditional request
 * per 6,000 of them.
 */
final class ReferencePictures implements References {

  private static final Duration FRESH = Duration.ofMinutes(1);

  private record Place(String bucket, String key, PictureLimits limits) {}

  private record Known(Reference reference, Instant checked) {}

  private final ReferenceSource source;
  private final PicturePreparer preparer;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Place, Known> known = new HashMap<>();

  ReferencePictures(ReferenceSource source, PicturePreparer preparer, InstantSource clock) {
    this.source = source;
    this.preparer = preparer;
    this.clock = clock;
  }

  @Override
  public Reference get(String bucket, String key, PictureLimits limits)
      throws BadReferenceException, InterruptedException {
    Place place = new Place(bucket, key, limits);
    lock.lockInterruptibly(); // the others wait for the one that fetches
    try {
      Known last = known.get(place);
      Instant now = clock.instant();
      if (last != null && now.isBefore(last.checked.plus(FRESH))) {
        return last.reference;
      }
      Optional<ReferenceSource.Stored> newer =
          source.fetchUnless(last == null ? "" : last.reference.eTag(), bucket, key);
      Reference reference =
          newer.isPresent() || last == null
              ? prepared(key, newer.orElseThrow(), limits)
              : last.reference;
      known.put(place, new Known(reference, now));
      return reference;
    } finally {
      lock.unlock();
    }
  }

  private Reference prepared(String key, ReferenceSource.Stored stored, PictureLimits limits)
      throws BadReferenceException, InterruptedException {
    try {
      return new Reference(key, stored.eTag(), preparer.prepare(stored.bytes(), limits).bytes());
    } catch (BadPictureException e) {
      throw new BadReferenceException(
          "The reference picture '%s' cannot be used: %s Upload another under this key, or change sourceKey."
              .formatted(key, e.getMessage()));
    }
  }
}
