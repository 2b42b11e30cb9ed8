package io.fanlens.local.rekognition.log;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * All calls in order of arrival, billable and rejected ones. Keeps the newest million by default
 * (about 230 MB).
 */
public final class CallLog {

  public static final int DEFAULT_SIZE = 1_000_000;

  private final InstantSource clock;
  private final int size;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long count;

  public CallLog(InstantSource clock, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size of the call log is " + size + "; give at least 1");
    }
    this.clock = clock;
    this.size = size;
  }

  /** A call in progress. */
  public final class Entry {

    private Call call;

    private Entry(Call call) {
      this.call = call;
    }

    public void object(String object) {
      synchronized (CallLog.this) {
        call = call.of(object, call.picture());
      }
    }

    /** Sets the SHA-256 of the analyzed bytes. */
    public void picture(String sha256) {
      synchronized (CallLog.this) {
        call = call.of(call.object(), sha256.substring(0, 16));
      }
    }

    public void end(String outcome) {
      synchronized (CallLog.this) {
        call = call.ended(outcome, Duration.between(call.time(), clock.instant()).toMillis());
      }
    }
  }

  public synchronized Entry begin(String region, String operation) {
    return begin(region, operation, "", "");
  }

  public synchronized Entry begin(String region, String operation, String account, String caller) {
    count++;
    Entry entry =
        new Entry(
            new Call(
                count,
                clock.instant(),
                region,
                account,
                operation,
                "",
                "",
                caller,
                Call.PENDING,
                0));
    entries.addLast(entry);
    if (entries.size() > size) {
      entries.removeFirst();
    }
    return entry;
  }

  /** A copy of all recorded calls, in order of arrival. */
  public synchronized List<Call> all() {
    return entries.stream().map(entry -> entry.call).toList();
  }

  /** The calls that arrived at this time or later. */
  public synchronized List<Call> since(Instant time) {
    return entries.stream()
        .map(entry -> entry.call)
        .filter(call -> !call.time().isBefore(time))
        .toList();
  }

  public synchronized long count(Predicate<Call> which) {
    return entries.stream().map(entry -> entry.call).filter(which).count();
  }

  public synchronized void clear() {
    entries.clear();
  }
}
