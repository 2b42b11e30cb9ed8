package io.fanlens.bench.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.PriorityQueue;

/** The virtual clock: things happen in the order of their times, and take no time themselves. */
public final class EventLoop implements InstantSource {

  /** Where virtual time begins, in microseconds since 1970. */
  public static final long START = 1_800_000_000_000_000L;

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::time).thenComparingLong(Event::number));
  private long now = START;
  private long number;

  public long now() {
    return now;
  }

  @Override
  public Instant instant() {
    return Instant.EPOCH.plus(now, ChronoUnit.MICROS);
  }

  public void at(long time, Runnable action) {
    events.add(new Event(Math.max(time, now), number++, action));
  }

  public void after(long micros, Runnable action) {
    at(now + micros, action);
  }

  /** Runs until nothing is left to happen, or until that time. */
  public void run(long until) {
    while (!events.isEmpty() && events.peek().time() <= until) {
      Event event = events.remove();
      now = event.time();
      event.action().run();
    }
  }

  private record Event(long time, long number, Runnable action) {}
}
