package io.fanlens.operations.redrive;

import io.fanlens.operations.deployment.Deployment;
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
 * Sends dead letters back to the queue: a copy first, then the letter is removed, so a crash in
 * between leaves one too many and never one too few. Letters that are not wanted are set aside
 * until the end, because put back at once they would be taken again and again. Ten thousand letters
 * are a thousand calls of each kind, spread over eight threads.
 */
public final class Redrive {

  private static final int THREADS = 8;

  /** Amazon SQS has at most 120,000 messages in flight; handles of so many take some 50 MB. */
  static final int MOST_ASIDE = 100_000;

  /** An empty answer may be an accident; two in a row of a long poll are none. */
  private static final int EMPTY_TAKES = 2;

  private final DeadLetterQueue box;
  private final Optional<String> reason;
  private final boolean dryRun;
  private final int mostAside;
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
   * @param reason only letters of this error code; all but unreadable ones where empty
   * @param dryRun only count
   */
  public Redrive(Deployment deployment, Optional<String> reason, boolean dryRun) {
    this(new SqsDeadLetterQueue(deployment), reason, dryRun, MOST_ASIDE);
  }

  Redrive(DeadLetterQueue box, Optional<String> reason, boolean dryRun, int mostAside) {
    this.box = box;
    this.reason = reason;
    this.dryRun = dryRun;
    this.mostAside = mostAside;
  }

  /**
   * What was there and what was done.
   *
   * @param letters by reason
   * @param sentBack by reason
   * @param complete false when so many unwanted letters were in the way that not all were looked at
   */
  public record Report(
      SortedMap<String, Long> letters, SortedMap<String, Long> sentBack, boolean complete) {

    public long total() {
      return sum(letters);
    }

    public long totalSentBack() {
      return sum(sentBack);
    }

    private static long sum(Map<String, Long> counts) {
      return counts.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** About how many letters there are. */
  public long approximateCount() {
    return box.approximateCount();
  }

  /**
   * Walks through the whole dead-letter queue, once.
   *
   * @param progress is told how many letters were handled so far; called from many threads
   */
  public Report run(LongConsumer progress) throws InterruptedException {
    Instant started = box.now();
    try {
      inThreads(() -> work(started, progress));
    } finally {
      putBack();
    }
    return new Report(counts(seen), counts(sent), !full);
  }

  private Void work(Instant started, LongConsumer progress) {
    int emptyTakes = 0;
    while (emptyTakes < EMPTY_TAKES && !full && !broken) {
      List<DeadLetter> letters = box.take();
      emptyTakes = letters.isEmpty() ? emptyTakes + 1 : 0;
      try {
        handle(letters, started);
      } catch (RuntimeException e) {
        broken = true;
        letters.forEach(letter -> aside.put(letter.id(), letter.withoutBody()));
        throw e;
      }
      progress.accept(handled.get());
    }
    return null;
  }

  private void handle(List<DeadLetter> letters, Instant started) {
    List<DeadLetter> wanted = new ArrayList<>();
    for (DeadLetter letter : letters) {
      if (isWanted(letter, started)) {
        wanted.add(letter);
        count(seen, letter);
        handled.incrementAndGet();
      } else if (aside.put(letter.id(), letter.withoutBody()) == null) {
        count(seen, letter);
        handled.incrementAndGet();
      }
    }
    full |= aside.size() >= mostAside;
    if (wanted.isEmpty()) {
      return;
    }
    sendBack(wanted);
  }

  private void sendBack(List<DeadLetter> wanted) {
    Map<UUID, List<DeadLetter>> byBody = new LinkedHashMap<>();
    wanted.forEach(
        letter -> byBody.computeIfAbsent(body(letter), one -> new ArrayList<>()).add(letter));
    List<DeadLetter> copies = new ArrayList<>();
    byBody.forEach(
        (body, letters) -> {
          if (!bodiesSent.contains(body)) {
            copies.add(letters.getFirst());
          }
        });
    Set<String> durable = copies.isEmpty() ? Set.of() : box.sendBack(copies);
    List<DeadLetter> done = new ArrayList<>();
    byBody.forEach(
        (body, letters) -> {
          if (durable.contains(letters.getFirst().id()) || bodiesSent.contains(body)) {
            remember(body);
            done.addAll(letters);
          } else {
            letters.forEach(letter -> aside.put(letter.id(), letter.withoutBody()));
          }
        });
    box.delete(done);
    done.forEach(letter -> count(sent, letter));
  }

  /**
   * A picture that failed for two operations has two letters of one body: one copy does for both.
   */
  private static UUID body(DeadLetter letter) {
    return UUID.nameUUIDFromBytes(letter.body().getBytes(StandardCharsets.UTF_8));
  }

  private void remember(UUID body) {
    if (bodiesSent.size() < mostAside) {
      bodiesSent.add(body);
    }
  }

  /** What came after the start is a failure anew, perhaps of a message that was just sent back. */
  private boolean isWanted(DeadLetter letter, Instant started) {
    return !dryRun
        && !aside.containsKey(letter.id())
        && letter.sentAt().isBefore(started)
        && reason
            .map(letter.reason()::equals)
            .orElse(!letter.reason().equals(DeadLetter.UNREADABLE));
  }

  private void putBack() throws InterruptedException {
    List<DeadLetter> letters = List.copyOf(aside.values());
    AtomicLong next = new AtomicLong();
    inThreads(
        () -> {
          for (int from = take(next); from < letters.size(); from = take(next)) {
            box.putBack(
                letters.subList(from, Math.min(from + SqsDeadLetterQueue.BATCH, letters.size())));
          }
          return null;
        });
    aside.clear();
  }

  private static int take(AtomicLong next) {
    return Math.toIntExact(next.getAndAdd(SqsDeadLetterQueue.BATCH));
  }

  private static void inThreads(Callable<Void> work) throws InterruptedException {
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

  private static void count(Map<String, AtomicLong> counts, DeadLetter letter) {
    counts.computeIfAbsent(letter.reason(), none -> new AtomicLong()).incrementAndGet();
  }

  private static SortedMap<String, Long> counts(Map<String, AtomicLong> counts) {
    SortedMap<String, Long> sorted = new TreeMap<>();
    counts.forEach((reason, count) -> sorted.put(reason, count.get()));
    return sorted;
  }
}
