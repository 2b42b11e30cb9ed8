package io.fanlens.bench.realtime;

import io.fanlens.bench.simulation.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Calls that want their answer at once, in real time, against the local Rekognition endpoint. Of
 * Fanlens the core behind its API takes part: one instance a call, which reserves alone.
 */
public final class CallsRun {

  private CallsRun() {}

  /** Runs until the last call has ended. */
  public static CallFigures run(Scenario scenario, Way way, CallLoad load) throws Exception {
    CallTally tally = new CallTally(load.warmUp(), load.measured());
    try (ScriptedRekognition service =
            new ScriptedRekognition(scenario.pool(), scenario.depthSeconds());
        Clients clients = new Clients(service.uri())) {
      call(WaySender.of(way, scenario, clients), load.arrivals(), tally);
      return tally.figures(service.calls());
    }
  }

  private static void call(Sender sender, long[] arrivals, CallTally tally) throws Exception {
    long begin = System.nanoTime();
    List<Future<?>> calls = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long arrival : arrivals) {
        Thread.sleep(Duration.ofNanos(Math.max(0, begin + arrival - System.nanoTime())));
        calls.add(
            callers.submit(
                () -> {
                  boolean isAnswered = sender.send();
                  tally.ended(arrival, System.nanoTime() - begin, isAnswered);
                  return null;
                }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
  }
}
