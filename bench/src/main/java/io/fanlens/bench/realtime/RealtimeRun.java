package io.fanlens.bench.realtime;

import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.InMemoryQuotaTable;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.stage.capacity.Concurrency;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A burst in real time: as many processes as the virtual run has, as threads of this JVM, take
 * batches of ten from one queue and send real requests.
 */
public final class RealtimeRun {

  private static final Duration VISIBILITY = Duration.ofSeconds(90);
  private static final int BATCH = 10;

  private final BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
  private final CountDownLatch left;
  private final AtomicLong lastDone = new AtomicLong();
  private final AtomicLong mostDone = new AtomicLong();
  private final int pictures;
  private final AtomicLong billed = new AtomicLong();

  private RealtimeRun(int pictures) {
    this.pictures = pictures;
    this.left = new CountDownLatch(pictures);
  }

  /**
   * What a run came to; times in seconds.
   *
   * @param most until 99 of 100 were done
   */
  public record Figures(
      double drainSeconds,
      double most,
      double ideal,
      long calls,
      long throttled,
      double billedAPicture) {}

  /** Runs a burst; takes as long as it takes. */
  public static Figures run(Scenario scenario, Approach contender) throws Exception {
    RealtimeRun run = new RealtimeRun(scenario.pictures());
    try (ScriptedRekognition service =
            new ScriptedRekognition(scenario.pool(), scenario.depthSeconds());
        Clients clients = new Clients(service.uri())) {
      long begin = System.nanoTime();
      run.drain(scenario, contender, clients);
      double seconds = (run.lastDone.get() - begin) / 1e9;
      return new Figures(
          seconds,
          (run.mostDone.get() - begin) / 1e9,
          scenario.pictures() / scenario.trueRate(),
          service.calls(),
          service.throttled(),
          run.billed.get() / 1e9 / scenario.pictures());
    }
  }

  private void drain(Scenario scenario, Approach contender, Clients clients) throws Exception {
    int processes = Concurrency.maximum(scenario.pool().permitsPerSecond(), 1, BATCH);
    SlowTable table = new SlowTable(new InMemoryQuotaTable(InstantSource.system()));
    for (int i = 0; i < scenario.pictures(); i++) {
      queue.add(i);
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int process = 0; process < processes; process++) {
        Sender sender =
            contender == Approach.FANLENS
                ? new PermitSender(scenario, processes, process, table, clients)
                : new RetrySender(scenario, contender, process, clients);
        running.add(threads.submit(() -> process(sender, threads, later)));
      }
      left.await();
      for (Future<?> future : running) {
        future.cancel(true);
      }
      later.shutdownNow();
    }
  }

  private Void process(Sender sender, ExecutorService threads, ScheduledExecutorService later)
      throws Exception {
    while (true) {
      List<Integer> batch = new ArrayList<>();
      batch.add(queue.take());
      queue.drainTo(batch, BATCH - 1);
      long begin = System.nanoTime();
      List<Future<?>> sending = new ArrayList<>();
      for (Integer picture : batch) {
        sending.add(threads.submit(() -> send(sender, picture, later)));
      }
      for (Future<?> future : sending) {
        future.get();
      }
      billed.addAndGet(System.nanoTime() - begin);
    }
  }

  private Void send(Sender sender, Integer picture, ScheduledExecutorService later)
      throws Exception {
    if (sender.send()) {
      lastDone.accumulateAndGet(System.nanoTime(), Math::max);
      if (left.getCount() >= pictures / 100) {
        mostDone.accumulateAndGet(System.nanoTime(), Math::max);
      }
      left.countDown();
    } else {
      Future<?> unused =
          later.schedule(() -> queue.add(picture), VISIBILITY.toMillis(), TimeUnit.MILLISECONDS);
    }
    return null;
  }
}
