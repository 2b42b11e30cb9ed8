package io.fanlens.bench.jmeter;

import static us.abstracta.jmeter.javadsl.JmeterDsl.htmlReporter;
import static us.abstracta.jmeter.javadsl.JmeterDsl.httpHeaders;
import static us.abstracta.jmeter.javadsl.JmeterDsl.httpSampler;
import static us.abstracta.jmeter.javadsl.JmeterDsl.jtlWriter;
import static us.abstracta.jmeter.javadsl.JmeterDsl.testPlan;
import static us.abstracta.jmeter.javadsl.JmeterDsl.threadGroup;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import us.abstracta.jmeter.javadsl.core.DslTestPlan;
import us.abstracta.jmeter.javadsl.core.engines.EmbeddedJmeterEngine;
import us.abstracta.jmeter.javadsl.core.threadgroups.BaseThreadGroup.SampleErrorAction;
import us.abstracta.jmeter.javadsl.core.threadgroups.DslDefaultThreadGroup;
import us.abstracta.jmeter.javadsl.http.DslHttpSampler;

/**
 * The AWS article's load test: every thread sends a picture, and the next one when it was answered;
 * five threads more at each step, until the first refusal.
 *
 * @param step how long each number of threads runs
 * @param mostThreads a multiple of five
 */
public record LoadTest(Duration step, int mostThreads) {

  static final int MORE_THREADS = 5;

  /** Threads that start at once would call at once ever after. */
  private static final Duration RAMP = Duration.ofSeconds(2);

  private static final String LOG = "calls.jtl";

  public LoadTest {
    if (step.compareTo(RAMP) < 0) {
      throw new IllegalArgumentException("step is " + step + "; give at least " + RAMP);
    }
    if (mostThreads < MORE_THREADS || mostThreads % MORE_THREADS != 0) {
      throw new IllegalArgumentException(
          "mostThreads is %d; give a multiple of %d".formatted(mostThreads, MORE_THREADS));
    }
  }

  /** Where to send which picture, with what as {@code Authorization}. */
  public record Address(URI api, String authorization, Path picture) {}

  /** Writes it for JMeter's own program: plain thread groups, properties for the address. */
  public void save(Path jmx) throws IOException {
    plan().saveAsJmx(jmx.toString());
  }

  /**
   * Runs it.
   *
   * @param folder where log and report are written; must not be there
   */
  public LoadFinding run(Address address, Path folder) throws IOException {
    if (Files.exists(folder)) {
      throw new IllegalArgumentException(folder + " is there already; name another folder");
    }
    Files.createDirectories(folder);
    // Its own search takes leftovers in JMeter's jars for a logging library.
    System.setProperty("org.freemarker.loggerLibrary", "SLF4J");
    DslTestPlan plan =
        plan()
            .children(
                jtlWriter(folder.toString(), LOG)
                    .withAllFields(false)
                    .withFieldNames(true)
                    .withTimeStamp(true)
                    .withElapsedTime(true)
                    .withResponseCode(true)
                    .withSuccess(true)
                    .withActiveThreadCounts(true),
                htmlReporter(folder.toString(), "report"));
    new EmbeddedJmeterEngine()
        .prop("url", address.api().toString())
        .prop("authorization", address.authorization())
        .prop("picture", address.picture().toAbsolutePath().toString())
        .prop("summariser.out", "false")
        .run(plan);
    return LoadFinding.of(CallSample.read(folder.resolve(LOG)), this);
  }

  private DslTestPlan plan() {
    DslTestPlan plan =
        testPlan(
            httpHeaders()
                .header("Authorization", "${__P(authorization)}")
                .header("Content-Type", "${__P(type,image/jpeg)}"));
    for (int threads = 0; threads < mostThreads; threads += MORE_THREADS) {
      plan.children(group(threads));
    }
    return plan;
  }

  /** Five more, which start when so many have run for a step. */
  private DslDefaultThreadGroup group(int before) {
    Duration delay = step.multipliedBy(before / MORE_THREADS);
    Duration all = step.multipliedBy(mostThreads / MORE_THREADS);
    DslDefaultThreadGroup group =
        threadGroup("threads %d to %d".formatted(before + 1, before + MORE_THREADS));
    if (before > 0) {
      group.rampTo(0, delay);
    }
    return group
        .rampTo(MORE_THREADS, RAMP)
        .holdFor(all.minus(delay).minus(RAMP))
        .sampleErrorAction(SampleErrorAction.STOP_TEST)
        .children(call());
  }

  private static DslHttpSampler call() {
    return httpSampler("DetectFaces", "${__P(url)}v1/DetectFaces")
        .method("POST")
        .bodyFile("${__P(picture)}");
  }
}
