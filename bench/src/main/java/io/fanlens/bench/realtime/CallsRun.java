package io.fanlens.bench.realtime;

import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.InMemoryQuotaTable;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.quota.QuotaTable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;

/**
 * Closed loops in real time: so many callers, each of which takes its next picture as soon as the
 * last one was answered, against the local Rekognition endpoint. Of Fanlens only the core behind
 * its API takes part: one instance a caller, which reserves alone.
 */
public final class CallsRun {

  /** The alternatives are processes that serve many callers with one SDK client a Region. */
  private static final int PROCESSES = 10;

  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);

  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private final long measuredFrom;
  private final long until;

  private CallsRun(Duration warmUp, Duration measured) {
    this.measuredFrom = System.nanoTime() + warmUp.toNanos();
    this.until = measuredFrom + measured.toNanos();
  }

  /**
   * What a run came to, once warm.
   *
   * @param refused share of the pictures that got no answer
   * @param callsAPicture calls that reached the service, for each answer, over the whole run
   */
  public record Figures(
      double answeredPerSecond, double refused, double p50, double p99, double callsAPicture) {}

  /** Runs for as long as that. */
  public static Figures run(
      Scenario scenario, Way way, int callers, Duration warmUp, Duration measured)
      throws Exception {
    try (ScriptedRekognition service =
            new ScriptedRekognition(scenario.pool(), scenario.depthSeconds());
        Clients clients = new Clients(service.uri())) {
      CallsRun run = new CallsRun(warmUp, measured);
      AtomicInteger answered = new AtomicInteger();
      run.call(scenario, way, callers, clients, answered);
      List<Long> sorted = run.latencies.stream().sorted().toList();
      int all = sorted.size() + run.refused.get();
      return new Figures(
          sorted.size() / (measured.toNanos() / 1e9),
          (double) run.refused.get() / Math.max(1, all),
          seconds(sorted, 0.5),
          seconds(sorted, 0.99),
          (double) service.calls() / Math.max(1, answered.get()));
    }
  }

  private static double seconds(List<Long> sorted, double quantile) {
    return sorted.isEmpty() ? 0 : sorted.get((int) (quantile * (sorted.size() - 1))) / 1e9;
  }

  private void call(
      Scenario scenario, Way way, int callers, Clients clients, AtomicInteger answered)
      throws Exception {
    QuotaTable table = new SlowTable(new InMemoryQuotaTable(InstantSource.system()));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        Sender sender = sender(scenario, way, caller, callers, table, clients);
        running.add(
            threads.submit(
                () -> {
                  loop(sender, answered);
                  return null;
                }));
      }
      for (Future<?> future : running) {
        future.get();
      }
    }
  }

  private void loop(Sender sender, AtomicInteger answered) throws InterruptedException {
    while (System.nanoTime() < until) {
      long begin = System.nanoTime();
      boolean isAnswered = sender.send();
      long end = System.nanoTime();
      if (isAnswered) {
        answered.incrementAndGet();
      }
      if (end >= measuredFrom && end < until) {
        if (isAnswered) {
          latencies.add(end - begin);
        } else {
          refused.incrementAndGet();
        }
      }
      if (!isAnswered) {
        Thread.sleep(AFTER_REFUSAL);
      }
    }
  }

  private static Sender sender(
      Scenario scenario, Way way, int caller, int callers, QuotaTable table, Clients clients) {
    int process = caller % PROCESSES;
    return switch (way) {
      case ONE_REGION -> {
        String region = scenario.pool().groups().getFirst().targets().getFirst().target().region();
        yield oneRegion(clients.standard(region));
      }
      case RANDOM -> new RetrySender(scenario, Approach.BACKOFF, caller, clients);
      case ADAPTIVE -> new RetrySender(scenario, Approach.ADAPTIVE, process, clients);
      case FANLENS -> new PermitSender(scenario, callers, caller, table, clients);
    };
  }

  private static Sender oneRegion(RekognitionClient client) {
    return () -> {
      try {
        client.detectFaces(CallRequests.PICTURE);
        return true;
      } catch (SdkException e) {
        return false;
      }
    };
  }
}
