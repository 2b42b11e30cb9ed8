package io.fanlens.pipeline;

import io.fanlens.quota.Sleeper;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultTableUnavailableException;
import io.fanlens.result.Rows;
import io.fanlens.settings.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes rows whose answers were paid for: retried as long as the function has time, 0.2 s, 0.4 s
 * ... 12.8 s apart. A repeated write is recognized by its token.
 */
final class PaidRows {

  private static final Logger LOG = LoggerFactory.getLogger(PaidRows.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(12_800);

  private final Rows rows;
  private final Duration writeTimeout;
  private final InstantSource clock;
  private final Sleeper sleeper;
  private final PictureEvents events;

  PaidRows(
      Rows rows,
      Duration writeTimeout,
      InstantSource clock,
      Sleeper sleeper,
      PictureEvents events) {
    this.rows = rows;
    this.writeTimeout = writeTimeout;
    this.clock = clock;
    this.sleeper = sleeper;
    this.events = events;
  }

  /** Like {@link Rows#finish}; the last failure is thrown when no time is left for a retry. */
  boolean finish(
      PictureVersion version,
      Operation operation,
      String token,
      Map<String, AttributeValue> row,
      Instant deadline)
      throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        Instant start = clock.instant();
        boolean stored = rows.finish(version, operation, token, row);
        events.took(PictureEvents.Step.STORE, Duration.between(start, clock.instant()));
        return stored;
      } catch (ResultTableUnavailableException e) {
        Instant next = clock.instant().plus(pause);
        if (next.plus(writeTimeout).isAfter(deadline)) {
          throw e;
        }
        LOG.atWarn()
            .addKeyValue("operation", operation.apiName())
            .addKeyValue("picture", version.loggedAs())
            .log(e.getMessage());
        sleeper.sleep(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
      }
    }
  }
}
