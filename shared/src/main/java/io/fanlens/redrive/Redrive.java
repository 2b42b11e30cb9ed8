package io.fanlens.redrive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Moves dead letters back to their source queue: sends a copy, then deletes the original, so a
 * crash in between leaves a duplicate and loses nothing. Messages that are not selected are set
 * aside until the end; released at once, they would be received again and again. Ten thousand
 * messages take a thousand calls of each type, spread over eight threads.
 */
public final class Redrive {

  private static final int THREADS = 8;

  /** Amazon SQS allows 120,000 messages in flight; the handles of this many take some 50 MB. */
  static final int MAX_ASIDE = 100_000;

  /** A single long poll may be empty by chance; two in a row mean an empty queue. */
  private static final int MAX_EMPTY_RECEIVES = 2;

  private final DeadLetterQueue queue;
  private final Optional<String> reason;
  private final boolean dryRun;
  private final int maxAside;
  private final long maxHandled;
  private final Map<String, DeadLetter> aside = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> seen = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> sent = new ConcurrentHashMap<>();
  private final Set<UUID> bodiesSent = ConcurrentHashMap.newKeySet();
  private final AtomicLong handled = new AtomicLong();
  private volatile boolean full;
  private volatile boolean broken;

  /**
   * Prepares a redrive.
   *
   * @param reason only messages with this error code; empty for all but unreadable ones
   * @param dryRun only count
   */
  public Redrive(DeadLetterQueue queue, Optional<String> reason, boolean dryRun) {
    this(queue, reason, dryRun, MAX_ASIDE);
  }

  Redrive(DeadLetterQueue queue, Optional<String> reason, boolean dryRun, int maxAside) {
    this(queue, reason, dryRun, maxAside, Long.MAX_VALUE);
  }

  private Redrive(
      DeadLetterQueue queue,
      Optional<String> reason,
      boolean dryRun,
      int maxAside,
      long maxHandled) {
    this.queue = queue;
    this.reason = reason;
    this.dryRun = dryRun;
    this.maxAside = maxAside;
    this.maxHandled = maxHandled;
  }

  /**
   * A redrive that ends early, for somebody who waits.
   *
   * @param maxHandled it ends when so many messages were handled, or some tens more
   */
  public static Redrive part(DeadLetterQueue queue, Optional<String> reason, int maxHandled) {
    return new Redrive(queue, reason, false, MAX_ASIDE, maxHandled);
  }

  /**
   * What was found and what was redriven.
   *
   * @param deadLetters found, by reason
   * @param redriven by reason
   * @param complete false when it ended before all of them were read
   */
  public record Report(
      SortedMap<String, Long> deadLetters, SortedMap<String, Long> redriven, boolean complete) {

    public long total() {
      return sum(deadLetters);
    }

    public long totalRedriven() {
      return sum(redriven);
    }

    private static long sum(Map<String, Long> counts) {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** Approximate number of dead letters. */
  public long approximateCount() {
    return queue.approximateCount();
  }

  /**
   * Goes through the whole dead-letter queue once.
   *
   * @param progress receives the number of messages handled so far; called from many threads
   */
  public Report run(LongConsumer progress) throws InterruptedException {
    Instant started = queue.now();
    try {
      inParallel(() -> work(started, progress));
    } finally {
      release();
    }
    return new Report(counts(seen), counts(sent), !full && handled.get() < maxHandled);
  }

  private Void work(Instant started, LongConsumer progress) {
    int emptyReceives = 0;
    while (emptyReceives < MAX_EMPTY_RECEIVES && !isOver()) {
      List<DeadLetter> deadLetters = queue.receive();
      emptyReceives = deadLetters.isEmpty() ? emptyReceives + 1 : 0;
      try {
        handle(deadLetters, started);
      } catch (RuntimeException e) {
        broken = true;
        deadLetters.forEach(deadLetter -> aside.put(deadLetter.id(), deadLetter.withoutBody()));
        throw e;
      }
      progress.accept(handled.get());
    }
    return null;
  }

  private boolean isOver() {
    return full || broken || handled.get() >= maxHandled;
  }

  private void handle(List<DeadLetter> deadLetters, Instant started) {
    List<DeadLetter> selected = new ArrayList<>();
    for (DeadLetter deadLetter : deadLetters) {
      if (isSelected(deadLetter, started)) {
        selected.add(deadLetter);
        count(seen, deadLetter);
        handled.incrementAndGet();
      } else if (aside.put(deadLetter.id(), deadLetter.withoutBody()) == null) {
        count(seen, deadLetter);
        handled.incrementAndGet();
      }
    }
    full |= aside.size() >= maxAside;
    if (selected.isEmpty()) {
      return;
    }
    redrive(selected);
  }

  private void redrive(List<DeadLetter> selected) {
    Map<UUID, List<DeadLetter>> byBody = new LinkedHashMap<>();
    selected.forEach(
        deadLetter ->
            byBody.computeIfAbsent(body(deadLetter), one -> new ArrayList<>()).add(deadLetter));
    List<DeadLetter> copies = new ArrayList<>();
    byBody.forEach(
        (body, deadLetters) -> {
          if (!bodiesSent.contains(body)) {
            copies.add(deadLetters.getFirst());
          }
        });
    Set<String> durable = copies.isEmpty() ? Set.of() : queue.redrive(copies);
    List<DeadLetter> done = new ArrayList<>();
    byBody.forEach(
        (body, deadLetters) -> {
          if (durable.contains(deadLetters.getFirst().id()) || bodiesSent.contains(body)) {
            remember(body);
            done.addAll(deadLetters);
          } else {
            deadLetters.forEach(deadLetter -> aside.put(deadLetter.id(), deadLetter.withoutBody()));
          }
        });
    queue.delete(done);
    done.forEach(deadLetter -> count(sent, deadLetter));
  }

  /**
   * A picture that failed for two operations has two dead letters with the same body: one copy
   * serves both.
   */
  private static UUID body(DeadLetter deadLetter) {
    return UUID.nameUUIDFromBytes(deadLetter.body().getBytes(StandardCharsets.UTF_8));
  }

  private void remember(UUID body) {
    if (bodiesSent.size() < maxAside) {
      bodiesSent.add(body);
    }
  }

  /** What arrived after the start is a new failure, perhaps of a message that was just redriven. */
  private boolean isSelected(DeadLetter deadLetter, Instant started) {
    return !dryRun
        && !aside.containsKey(deadLetter.id())
        && deadLetter.sentAt().isBefore(started)
        && reason
            .map(deadLetter.reason()::equals)
            .orElse(!deadLetter.reason().equals(DeadLetter.UNREADABLE));
  }

  private void release() throws InterruptedException {
    List<DeadLetter> deadLetters = List.copyOf(aside.values());
    AtomicLong next = new AtomicLong();
    inParallel(
        () -> {
          for (int from = receive(next); from < deadLetters.size(); from = receive(next)) {
            queue.release(
                deadLetters.subList(
                    from, Math.min(from + SqsDeadLetterQueue.BATCH, deadLetters.size())));
          }
          return null;
        });
    aside.clear();
  }

  private static int receive(AtomicLong next) {
    return Math.toIntExact(next.getAndAdd(SqsDeadLetterQueue.BATCH));
  }

  private static void inParallel(Callable<Void> work) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        running.add(threads.submit(work));
      }
      RuntimeException failure = null;
      for (Future<Void> one : running) {
        try {
          one.get();
        } catch (ExecutionException e) {
          failure = e.getCause() instanceof RuntimeException known ? known : wrapped(e);
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static RuntimeException wrapped(ExecutionException e) {
    return new IllegalStateException(e.getCause());
  }

  private static void count(Map<String, AtomicLong> counts, DeadLetter deadLetter) {
    counts.computeIfAbsent(deadLetter.reason(), none -> new AtomicLong()).incrementAndGet();
  }

  private static SortedMap<String, Long> counts(Map<String, AtomicLong> counts) {
    SortedMap<String, Long> sorted = new TreeMap<>();
    counts.forEach((reason, count) -> sorted.put(reason, count.get()));
    return sorted;
  }
}
