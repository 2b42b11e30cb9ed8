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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A whole run: the damage while pictures come and go, then the healing, the wait until all is
 * quiet, and the count.
 */
public final class ChaosRun {

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration PROGRESS = Duration.ofSeconds(15);

  private final Path root;
  private final Path workplace;
  private final PrintWriter out;
  private final InstantSource clock = InstantSource.system();
  private final Journal journal = new Journal(clock);

  /**
   * Prepares a run.
   *
   * @param root of the repository, where zip and template lie
   * @param workplace for logs
   */
  public ChaosRun(Path root, Path workplace, PrintWriter out) {
    this.root = root;
    this.workplace = workplace;
    this.out = out;
  }

  /** Does it and prints it. */
  public ChaosResult run(long seed, int pictures, Duration time)
      throws IOException, InterruptedException {
    ChaosPlan plan = ChaosPlan.draw(seed, pictures, time);
    Clocks clocks = new Clocks(seed);
    Files.createDirectories(workplace);
    AtomicReference<Deliveries> deliveries = new AtomicReference<>();
    StorageFaults weather = new StorageFaults(journal, "detect_faces_results", seed + 1);
    LocalCloudHooks hooks =
        new LocalCloudHooks(
            new FaultFilter(weather),
            queue -> {
              deliveries.set(new Deliveries(queue, journal, seed + 2));
              return deliveries.get();
            });
    try (LocalCloud cloud = LocalCloud.start(options(clocks), this::hear, hooks);
        FaultExecutor hazards = new FaultExecutor(cloud, weather, journal)) {
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
        first = damage(plan, uploads, hazards, cloud);
      }
      hazards.heal();
      out.println("All is healed; waiting until it is quiet.");
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
                      .filter(act -> act.kind() == Act.Kind.SEND_NONSENSE)
                      .map(act -> Poison.BODY + act.key())
                      .toList());
      ChaosResult result =
          new ChaosResult(
              plan,
              hazards.done(),
              weather.hits(),
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
    return "Seed %d: %d pictures, %d overwrites, %d removals, %d broken ones, %d messages that are no events, %d troubles in %d s.%s"
        .formatted(
            plan.seed(),
            plan.pictures(),
            plan.count(Act.Kind.PUT) + plan.count(Act.Kind.PUT_BROKEN) - plan.pictures(),
            plan.count(Act.Kind.REMOVE),
            plan.count(Act.Kind.PUT_BROKEN),
            plan.count(Act.Kind.SEND_NONSENSE),
            plan.troubles().size(),
            plan.time().toSeconds(),
            clocks.canShift()
                ? " Two of five processes have a clock that is a second off."
                : " No libfaketime on this machine: all clocks are right.");
  }

  /** Plays the plan; answers what the process held at half of its time. */
  private Vitals damage(ChaosPlan plan, Uploads uploads, FaultExecutor hazards, LocalCloud cloud)
      throws InterruptedException {
    List<Step> steps = new ArrayList<>();
    plan.acts().forEach(act -> steps.add(new Step(act.at(), () -> uploads.begin(act))));
    plan.troubles()
        .forEach(trouble -> steps.add(new Step(trouble.at(), () -> hazards.begin(trouble))));
    AtomicReference<Vitals> first = new AtomicReference<>(Vitals.now());
    // By then the pools of connections are as large as the damage makes them.
    steps.add(new Step(plan.time().dividedBy(2), () -> first.set(Vitals.now())));
    for (Duration at = PROGRESS; at.compareTo(plan.time()) < 0; at = at.plus(PROGRESS)) {
      Duration now = at;
      steps.add(new Step(at, () -> tell(now, cloud)));
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

  private void tell(Duration at, LocalCloud cloud) {
    out.printf(
        "%4d s: %d calls, %d processes ended%n",
        at.toSeconds(), cloud.rekognitionCalls().count(call -> true), journal.deaths());
    out.flush();
  }

  private LocalCloudOptions options(Clocks clocks) throws IOException {
    return LocalCloudOptions.builder(
            ShortTimings.template(
                root.resolve("infra/snapshot/default.template.json"),
                workplace.resolve("short-lived.template.json")),
            root.resolve("functions/target/fanlens-functions.zip"),
            workplace)
        .settingsOverrides(ShortTimings.settings())
        .lambda(
            LambdaOptions.builder()
                .maxChildren(4)
                .startTimeout(START)
                .aotCache(root.resolve(".fanlens/aot"))
                .childEnvironment(clocks::shifted)
                .build())
        .build();
  }

  private void hear(LambdaEvent event) {
    switch (event) {
      case LambdaEvent.ChildCrashed crashed ->
          journal.death(crashed.childId(), "ended with status " + crashed.exitStatus());
      case LambdaEvent.ChildTimedOut late -> journal.death(late.childId(), "ended by its time-out");
      case LambdaEvent.ChildStopped stopped -> journal.death(stopped.childId(), stopped.reason());
      case LambdaEvent.ChildInitFailed failed ->
          journal.death(failed.childId(), "ended before it asked for work");
      case LambdaEvent.ChildOutput output -> LoggedOutcomes.note(output, journal);
      default -> {}
    }
  }
}
