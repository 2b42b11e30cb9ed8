package io.fanlens.operations.status;

import io.fanlens.settings.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long messages have waited, by two metrics that each see a part: the queue's own leaves out
 * what was received three times or more, the function's knows only what it received.
 *
 * @param queued the queue's own metric
 * @param received the function's metric
 */
record MessageAges(List<Point> queued, List<Point> received) {

  /**
   * How far back the function's metric tells of messages that may still wait: a spending stop holds
   * them for a day at most, and then a backlog is worked off.
   */
  static final Duration MEMORY = Duration.ofDays(2);

  /** A waiting message is received once in this time, and metrics come some minutes late. */
  private static final Duration RECENTLY = Timings.LONGEST_SPENDING_WAIT.plusMinutes(10);

  /**
   * The greatest age in one period.
   *
   * @param at start of the period
   */
  record Point(Instant at, Duration age) {

    /** A message that had this age then has at most this one now, if it still waits. */
    Duration now(Instant now) {
      return age.plus(Duration.between(at, now));
    }
  }

  MessageAges {
    queued = List.copyOf(queued);
    received = List.copyOf(received);
  }

  /** The oldest message's age as it was measured last; empty when neither metric has a value. */
  Optional<Duration> latest(Instant now) {
    return Stream.concat(
            newest().map(Point::age).stream(),
            received.stream()
                .filter(point -> point.at().isAfter(now.minus(RECENTLY)))
                .map(Point::age))
        .max(Comparator.naturalOrder());
  }

  /** No message has waited longer; empty when that is not known. */
  Optional<Duration> bound(Instant now) {
    if (queued.isEmpty() || received.isEmpty()) {
      return Optional.empty();
    }
    return Stream.concat(newest().stream(), received.stream())
        .map(point -> point.now(now))
        .max(Comparator.naturalOrder());
  }

  private Optional<Point> newest() {
    return queued.stream().max(Comparator.comparing(Point::at));
  }
}
