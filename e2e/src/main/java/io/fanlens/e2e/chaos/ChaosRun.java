package io.fanlens.e2e.chaos;

import io.fanlens.local.cloud.LocalCloud;
import io.fanlens.local.cloud.LocalCloudHooks;
import io.fanlens.local.cloud.LocalCloudOptions;
import io.fanlens.local.faults.FaultFilter;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A whole run: faults while pictures come and go, then the wait until nothing is in flight, then
 * the count.
 */
public final class ChaosRun {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration PROGRESS = Duration.ofSeconds(15);

  private final Path root;
  private final Path workplace;
  private final Optional<Path> aotCache;
  private final PrintWriter out;
  private final InstantSource clock = InstantSource.system();
  private final Journal journal = new Journal(clock);

  /**
   * A run that is not started.
   *
   * @param root of the repository, where zip and template lie
   * @param workplace for logs
   * @param aotCache where the function's processes find their start cache, which no other run may
   *     write meanwhile; empty for none
   */
  public ChaosRun(Path root, Path workplace, Optional<Path> aotCache, PrintWriter out) {
    this.root = root;
    this.workplace = workplace;
    this.aotCache = aotCache;
    this.out = out;
  }

  /** Does it and prints it. */
  public ChaosResult run(long seed, int pictures, Duration time)
      throws IOException, InterruptedException {
    ChaosPlan plan = ChaosPlan.draw(seed, pictures, time);
    Clocks clocks = new Clocks(seed);
    Files.createDirectories(workplace);
    AtomicReference<Deliveries> deliveries = new AtomicReference<>();
    StorageFaults storage = new StorageFaults(journal, "detect_faces_results", seed + 1);
    LocalCloudHooks hooks =
        new LocalCloudHooks(
            new FaultFilter(storage),
            queue -> {
              deliveries.set(new Deliveries(queue, journal, seed + 2));
              return deliveries.get();
            });
    try (LocalCloud cloud = LocalCloud.start(options(clocks), this::on, hooks);
        FaultExecutor executor = new FaultExecutor(cloud, storage, journal)) {
      EncodedAnswers.script(
          cloud.rekognition(),
          (bucket, key) ->
              cloud.clients().s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray());
      WarmUp.of(cloud, new ChaosPictures(seed));
      out.println(begin(plan, clocks));
      out.flush();
      Uploads uploads =
          new Uploads(cloud.clients(), cloud.outputs(), new ChaosPictures(seed), journal);
      Quiescence quiet = new Quiescence(cloud, deliveries.get(), out);
      Vitals first;
      try (uploads) {
        first = injectFaults(plan, uploads, executor, cloud);
      }
      executor.clear();
      out.println("All faults have ended; waiting until nothing is in flight.");
      out.flush();
      Duration quietAfter = quiet.await();
      Vitals last = Vitals.now();
      Causes causes = new Causes(journal, ShortTimings.TIMES.call(), ShortTimings.TIMES.function());
      Findings findings =
          new ChaosAudit(journal, uploads.byETag(), cloud.rekognitionCalls().all(), causes)
              .count(
                  quiet.objects(),
                  quiet.rows(),
                  quiet.deadLetters(),
                  plan.acts().stream()
                      .filter(act -> act.kind() == Act.Kind.SEND_POISON)
                      .map(act -> Poison.BODY + act.key())
                      .toList());
      ChaosResult result =
          new ChaosResult(
              plan,
              executor.done(),
              storage.hits(),
              deliveries.get().doubled(),
              journal.deaths(),
              clocks.canShift(),
              quietAfter,
              first,
              last,
              findings);
      ChaosReport.print(result, journal, out);
      deliveries.get().close();
      return result;
    }
  }

  private String begin(ChaosPlan plan, Clocks clocks) {
    return "Seed %d: %d pictures, %d overwrites, %d removals, %d corrupt ones, %d messages that are no events, %d faults in %d s.%s"
        .formatted(
            plan.seed(),
            plan.pictures(),
            plan.count(Act.Kind.PUT) + plan.count(Act.Kind.PUT_BROKEN) - plan.pictures(),
            plan.count(Act.Kind.REMOVE),
            plan.count(Act.Kind.PUT_BROKEN),
            plan.count(Act.Kind.SEND_POISON),
            plan.faults().size(),
            plan.time().toSeconds(),
            clocks.canShift()
                ? " Two of five processes have a clock that is wrong by a second."
                : " No libfaketime on this machine: no clock is shifted.");
  }

  /** Plays the plan; returns what the process held at half of its time. */
  private Vitals injectFaults(
      ChaosPlan plan, Uploads uploads, FaultExecutor executor, LocalCloud cloud)
      throws InterruptedException {
    List<Step> steps = new ArrayList<>();
    plan.acts().forEach(act -> steps.add(new Step(act.at(), () -> uploads.begin(act))));
    plan.faults().forEach(fault -> steps.add(new Step(fault.at(), () -> executor.begin(fault))));
    AtomicReference<Vitals> first = new AtomicReference<>(Vitals.now());
    // By then the pools of connections are as large as the damage makes them.
    steps.add(new Step(plan.time().dividedBy(2), () -> first.set(Vitals.now())));
    for (Duration at = PROGRESS; at.compareTo(plan.time()) < 0; at = at.plus(PROGRESS)) {
      Duration now = at;
      steps.add(new Step(at, () -> printProgress(now, cloud)));
    }
    steps.add(new Step(plan.time(), () -> {}));
    steps.sort(Comparator.comparing(Step::at));
    Instant start = clock.instant();
    for (Step step : steps) {
      long wait = Duration.between(clock.instant(), start.plus(step.at())).toMillis();
      if (wait > 0) {
        TimeUnit.MILLISECONDS.sleep(wait);
      }
      step.what().run();
    }
    return first.get();
  }

  private record Step(Duration at, Runnable what) {}

  private void printProgress(Duration at, LocalCloud cloud) {
    out.printf(
        "%4d s: %d calls, %d processes ended%n",
        at.toSeconds(), cloud.rekognitionCalls().count(call -> true), journal.deaths());
    out.flush();
  }

  private LocalCloudOptions options(Clocks clocks) throws IOException {
    LambdaOptions.Builder lambda =
        LambdaOptions.builder()
            .maxChildren(4)
            .startTimeout(START)
            .childEnvironment(clocks::shifted);
    if (aotCache.isPresent()) {
      lambda.aotCache(aotCache.get());
    }
    return LocalCloudOptions.builder(
            ShortTimings.template(
                root.resolve("infra/snapshot/default.template.json"),
                workplace.resolve("short-lived.template.json")),
            root.resolve("functions/target/fanlens-functions.zip"),
            workplace)
        .settingsOverrides(ShortTimings.settings())
        .lambda(lambda.build())
        .build();
  }

  private void on(LambdaEvent event) {
    switch (event) {
      case LambdaEvent.ChildCrashed crashed ->
          journal.death(crashed.childId(), "ended with status " + crashed.exitStatus());
      case LambdaEvent.ChildTimedOut late -> journal.death(late.childId(), "ended by its time-out");
      case LambdaEvent.ChildStopped stopped -> journal.death(stopped.childId(), stopped.reason());
      case LambdaEvent.ChildInitFailed failed ->
          journal.death(failed.childId(), "ended before it asked for work");
      case LambdaEvent.ChildOutput output -> OutcomeLog.note(output, journal);
      default -> {}
    }
  }
}
