package io.fanlens.pipeline;

import io.fanlens.analysis.PictureSource;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.Sendable;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.PictureLimits;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one picture is sent for one operation: in the bucket's own Region as an S3 object, without
 * fetching it, everywhere else as bytes. A JPEG of 8 MB, for example, goes unchanged at home and
 * smaller elsewhere. A picture that is fully fetched anyway goes as bytes everywhere: an object's
 * answer needs a second request to the bucket.
 */
final class Sending implements PictureSource {

  private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

  private final Upload upload;
  private final PictureLimits limits;
  private final Target home;
  private final Sendable sendable;
  private boolean isUsed;

  private Sending(Upload upload, PictureLimits limits, Target home, Sendable sendable) {
    this.upload = upload;
    this.limits = limits;
    this.home = home;
    this.sendable = sendable;
  }

  /**
   * Decides by the file's head, and prepares what every target takes: that must not wait until a
   * start time is reserved.
   *
   * @param home the target in the bucket's Region and account. Another account's role has no
   *     permissions on the bucket, so its targets get bytes
   * @throws BadPictureException when the picture can never be sent
   */
  static Sending of(Upload upload, PictureLimits limits, Target home, List<TargetSettings> targets)
      throws PictureGoneException, BadPictureException, InterruptedException {
    Sendable sendable = upload.sendable(limits);
    Sending sending = new Sending(upload, limits, home, sendable);
    boolean homeIsDrawn =
        targets.stream().anyMatch(target -> target.target().equals(home) && target.weight() > 0);
    if (!homeIsDrawn || !sending.goesAsObject(home)) {
      upload.prepared(limits);
    }
    return sending;
  }

  /** Whether a target may get an object, so that its answer must be confirmed. */
  boolean mayGoAsObject() {
    return goesAsObject(home);
  }

  /** Whether a call got it, or was about to. */
  boolean isUsed() {
    return isUsed;
  }

  @Override
  public boolean needsConversion(Target target) {
    return sendable == Sendable.AS_OBJECT && !goesAsObject(target) && !upload.isPrepared(limits);
  }

  @Override
  public SentPicture forTarget(Target target)
      throws PictureGoneException, BadPictureException, InterruptedException {
    SentPicture sent = goesAsObject(target) ? upload.stored() : upload.prepared(limits);
    isUsed = true;
    return sent;
  }

  @Override
  public void objectRefused(String why) {
    LOG.warn(
        "Rekognition in {} cannot read the object {}, sending its bytes instead: {}",
        home.region(),
        upload.version().loggedAs(),
        why);
    upload.refuseObject();
  }

  /** Without a check an answer about an unknown version could be written. */
  @Override
  public void confirm(SentPicture sent) throws PictureGoneException, InterruptedException {
    if (sent instanceof StoredPicture && !upload.isCurrent()) {
      throw new PictureGoneException(
          "the object was removed or replaced before Rekognition answered; the answer is dropped");
    }
  }

  private boolean goesAsObject(Target target) {
    boolean isFetchedAsItIs = sendable == Sendable.AS_IT_IS && upload.isFetched();
    return target.equals(home)
        && sendable != Sendable.CONVERTED
        && !upload.isObjectRefused()
        && !isFetchedAsItIs;
  }
}
