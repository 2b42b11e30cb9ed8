package io.fanlens.pipeline;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.Sendable;
import io.fanlens.picture.StoredPicture;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.PictureLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a picture: its head is fetched on first use, the rest when it is first needed, and
 * both are kept for all operations, like the prepared picture. A BMP is converted once for
 * DetectFaces and DetectLabels.
 */
final class Upload implements AutoCloseable {

  private final Pictures pictures;
  private final PictureVersion version;
  private final PicturePreparer preparer;
  private final HeldBytes heldBytes;
  private final PictureEvents events;
  private final TimeLeft time;
  private final Confirmation confirmation;
  private FileHead head;
  private PictureHeader header;
  private byte[] bytes;
  private HeldBytes.Lease lease;
  private PreparedPicture prepared;
  private PictureLimits preparedFor;
  private boolean objectRefused;
  private int fetches;

  Upload(
      Pictures pictures,
      PictureVersion version,
      PicturePreparer preparer,
      HeldBytes heldBytes,
      PictureEvents events,
      TimeLeft time) {
    this.pictures = pictures;
    this.version = version;
    this.preparer = preparer;
    this.heldBytes = heldBytes;
    this.events = events;
    this.time = time;
    this.confirmation = new Confirmation(pictures, time);
  }

  PictureVersion version() {
    return version;
  }

  /** How often something of it was fetched, or was about to be. */
  int fetches() {
    return fetches;
  }

  /** Read from the file's first bytes; the whole file is fetched only if they do not contain it. */
  private PictureHeader header()
      throws PictureGoneException, BadPictureException, InterruptedException {
    if (header == null) {
      Optional<PictureHeader> read = preparer.header(head().bytes());
      header = read.isPresent() ? read.get() : preparer.headerOfWhole(bytes());
    }
    return header;
  }

  /** How it may be sent within these limits. */
  Sendable sendable(PictureLimits limits)
      throws PictureGoneException, BadPictureException, InterruptedException {
    return preparer.sendable(header(), head().size(), limits);
  }

  /** Whether the whole file is fetched. */
  boolean isFetched() {
    return bytes != null || (head != null && head.isWhole());
  }

  /** Whether it needs no more work to be sent as bytes within these limits. */
  boolean isPrepared(PictureLimits limits) {
    return prepared != null && fits(limits);
  }

  /** As bytes within these limits: fetched, and converted where it must be. */
  PreparedPicture prepared(PictureLimits limits)
      throws PictureGoneException, BadPictureException, InterruptedException {
    if (!isPrepared(limits)) {
      byte[] whole = bytes();
      Instant start = time.now();
      prepared = preparer.prepare(whole, limits, time.toWait());
      preparedFor = limits;
      if (prepared.convertedFrom().isPresent()) {
        events.took(PictureEvents.Step.CONVERT, Duration.between(start, time.now()));
        // An operation with narrower limits, which is rare, fetches it again; until then the memory
        // is free for others.
        close();
      }
    }
    return prepared;
  }

  /** As an S3 object. */
  StoredPicture stored() throws PictureGoneException, BadPictureException, InterruptedException {
    PictureHeader seen = header();
    return new StoredPicture(
        version.bucket(),
        version.key(),
        seen.format(),
        head().size(),
        seen.size().width(),
        seen.size().height());
  }

  /** Whether it is still the current version of its key. */
  boolean isCurrent() throws InterruptedException {
    return confirmation.isCurrent(version);
  }

  /**
   * To be called under each operation's own claim. What is fetched was fetched under another one: a
   * removal in between found no claim of this operation to remove.
   */
  void requireCurrent() throws PictureGoneException, InterruptedException {
    if (head != null && !isCurrent()) {
      throw new PictureGoneException("the object was removed or replaced between two operations");
    }
  }

  boolean isObjectRefused() {
    return objectRefused;
  }

  /** Rekognition cannot read it from the bucket; it is sent as bytes from now on. */
  void refuseObject() {
    objectRefused = true;
  }

  /**
   * A picture that was scaled down for a narrower operation has lost detail that this one could
   * use.
   */
  private boolean fits(PictureLimits limits) {
    return preparedFor.maxBytes() >= limits.maxBytes()
        && preparedFor.maxSide() >= limits.maxSide()
        && prepared.bytes().length <= limits.maxBytes()
        && Math.max(prepared.width(), prepared.height()) <= limits.maxSide()
        && Math.min(prepared.width(), prepared.height()) >= limits.minSide();
  }

  private FileHead head() throws PictureGoneException, BadPictureException, InterruptedException {
    if (head == null) {
      fetches++;
      head = pictures.head(version);
    }
    return head;
  }

  private byte[] bytes() throws PictureGoneException, BadPictureException, InterruptedException {
    if (bytes == null) {
      if (head().isWhole()) {
        bytes = head.bytes();
      } else {
        if (lease == null) {
          lease = heldBytes.take(head.size(), time.toWait());
        }
        fetches++;
        bytes = pictures.whole(version, head);
      }
    }
    return bytes;
  }

  /** Releases the file's bytes. */
  @Override
  public void close() {
    bytes = null;
    if (lease != null) {
      lease.close();
      lease = null;
    }
  }
}
