package io.fanlens.pipeline;

import io.fanlens.result.PictureVersion;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes sure that a version is current. An answer that was paid for may depend on it, so a check
 * that fails is repeated as long as the function has time, 0.2 s, 0.4 s ... 3.2 s apart, each with
 * twice the time of the one before: 4 s, 8 s and so on.
 */
final class Confirmation {

  private static final Logger LOG = LoggerFactory.getLogger(Confirmation.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(3_200);

  private final Pictures pictures;
  private final TimeLeft time;

  Confirmation(Pictures pictures, TimeLeft time) {
    this.pictures = pictures;
    this.time = time;
  }

  /**
   * Whether it is current.
   *
   * @throws BucketFailedException when that is not known, and no time is left to find out
   */
  boolean isCurrent(PictureVersion version) throws InterruptedException {
    Duration timeout = time.timings().confirm();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return pictures.isCurrent(version, timeout);
      } catch (BucketFailedException e) {
        Duration left = time.toConfirm().minus(pause);
        if (!left.isPositive()) {
          throw e;
        }
        LOG.atWarn().addKeyValue("picture", version.loggedAs()).log(e.getMessage());
        time.sleeper().sleep(pause);
        pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
        timeout = shorter(timeout.multipliedBy(2), left);
      }
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
