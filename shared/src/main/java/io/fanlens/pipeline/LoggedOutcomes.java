package io.fanlens.pipeline;

import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.quota.Micros;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.result.PictureVersion;
import io.fanlens.settings.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Outcomes that an operator must be able to find in the log. */
final class LoggedOutcomes {

  private static final Logger LOG = LoggerFactory.getLogger(LoggedOutcomes.class);

  /** Logged for metric filters and alarms. */
  private static final String ALL_TARGETS_DENIED = "ALL_TARGETS_DENIED";

  private static final String SPENDING_STOP = "SPENDING_STOP";

  private static final String OWN = "io.fanlens.";

  private LoggedOutcomes() {}

  static Outcome later(ImageOperation operation, NoCapacity none) {
    NoCapacity.Reason reason = none.reason();
    if (reason == NoCapacity.Reason.ALL_DENIED) {
      LOG.error(
          "{} {}: every target denies access; check the function's permissions and the Regions'"
              + " opt-in, the pictures wait meanwhile",
          ALL_TARGETS_DENIED,
          operation.operation().apiName());
    }
    if (reason == NoCapacity.Reason.SPENDING_STOP) {
      LOG.warn(
          "{} {}: today's (UTC) limit of paid calls is reached, so pictures wait for tomorrow;"
              + " raise maxCallsPerDay to continue sooner",
          SPENDING_STOP,
          operation.operation().apiName());
    }
    return new Outcome.Later(
        reason.name(), Micros.toDuration(none.retryAfterMicros()), none.isTurn());
  }

  static Outcome.Failed failed(
      String errorCode, PictureVersion version, ImageOperation operation, RuntimeException e) {
    log(errorCode, version, operation.operation(), e);
    return new Outcome.Failed(errorCode, ownWords(e));
  }

  static void log(String errorCode, PictureVersion version, Operation operation, Exception e) {
    LOG.atWarn()
        .addKeyValue("operation", operation.apiName())
        .addKeyValue("picture", version.loggedAs())
        .addKeyValue("code", errorCode)
        .setCause(e)
        .log(errorCode);
  }

  /** The text of others' exceptions may quote anything, and rows are read by many. */
  static String ownWords(Exception e) {
    return e.getClass().getName().startsWith(OWN) && e.getMessage() != null
        ? e.getMessage()
        : e.getClass().getSimpleName();
  }
}
