package io.fanlens.bench;

import io.fanlens.bench.jmeter.LoadFinding;
import io.fanlens.bench.jmeter.LoadTest;
import io.fanlens.bench.pictures.SampleJpeg;
import io.fanlens.bench.realtime.CallDoor;
import io.fanlens.bench.simulation.ClosedLoop;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.quota.QuotaRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** The AWS article's load test by JMeter: three doors of this machine, or a deployed API. */
final class ApiLoadTest {

  private static final String KEY_VARIABLE = "FANLENS_API_KEY";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final int SIDE = 640;

  private static final String ONE_REGION = "one-region";
  private static final String TWO_REGIONS = "two-regions";
  private static final String FANLENS = "fanlens";
  private static final Set<String> ALL_DOORS = Set.of(ONE_REGION, TWO_REGIONS, FANLENS);

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "An API to test, as its stack's output ApiUrl says. Default: local ones.")
  private URI url;

  @Option(
      names = "--key",
      paramLabel = "ID:SECRET",
      description = "A key of that API. Default: the environment's " + KEY_VARIABLE + ".")
  private String key;

  @Option(
      names = "--door",
      paramLabel = "NAME",
      split = ",",
      description = "Local ones: one-region, two-regions, fanlens. Default: all three.")
  private Set<String> doors = ALL_DOORS;

  @Option(names = "--picture", paramLabel = "FILE", description = "A JPEG. Default: a made one.")
  private Path picture;

  @Option(
      names = "--step",
      paramLabel = "S",
      description = "How long each number of threads runs. Default: 10.")
  private int step = 10;

  @Option(names = "--most-threads", paramLabel = "N", description = "Default: 200.")
  private int mostThreads = 200;

  @Option(
      names = "--call-seconds",
      paramLabel = "S",
      description = "How long a call to a local API takes at least. Default: 1.4.")
  private double callSeconds = 1.4;

  @Option(names = "--burst-depth", paramLabel = "S", description = "Default: 1.0.")
  private double burstDepth = 1.0;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "For fanlens.jmx, logs and HTML reports. Default: fanlens-load-test.")
  private Path folder = Path.of("fanlens-load-test");

  void run(PrintWriter out) throws Exception {
    if (!ALL_DOORS.containsAll(doors)) {
      throw new IllegalArgumentException(
          "--door is %s; name some of one-region, two-regions, fanlens".formatted(doors));
    }
    LoadTest test = new LoadTest(Duration.ofSeconds(step), mostThreads);
    Files.createDirectories(folder);
    test.save(folder.resolve("fanlens.jmx"));
    out.println("| door | the article | threads without a refusal | answered/s | p50 / p99, s |");
    out.println("|---|---|---|---|---|");
    if (url != null) {
      LoadTest.Address address = new LoadTest.Address(slashed(url), authorization(), picture());
      print(out, url.getHost(), "", test.run(address, folder.resolve("api")));
    } else {
      compare(test, out);
    }
    out.println();
    out.println("Reports and fanlens.jmx: " + folder.toAbsolutePath().normalize());
    out.flush();
  }

  private void compare(LoadTest test, PrintWriter out) throws Exception {
    Duration least = Duration.ofMillis(Math.round(1_000 * callSeconds));
    Scenario two = ClosedLoop.twoRegions(0.5, burstDepth, 1);
    Scenario reserved =
        Scenario.builder("load test", two.pool(), 0, burstDepth, 1)
            .rules(QuotaRules.calls(LONGEST_WAIT, 1))
            .build();
    if (doors.contains(ONE_REGION)) {
      try (CallDoor door = CallDoor.drawing(ClosedLoop.twoRegions(1, burstDepth, 1), least)) {
        print(out, "plain draw, one Region of 50", "70", run(test, door, ONE_REGION));
      }
    }
    if (doors.contains(TWO_REGIONS)) {
      try (CallDoor door = CallDoor.drawing(two, least)) {
        print(out, "plain draw, two Regions of 50", "145", run(test, door, TWO_REGIONS));
      }
    }
    if (doors.contains(FANLENS)) {
      try (CallDoor door = CallDoor.reserving(reserved, least)) {
        print(out, "**Fanlens**, two Regions of 50", "", run(test, door, FANLENS));
      }
    }
  }

  private LoadFinding run(LoadTest test, CallDoor door, String name) throws IOException {
    return test.run(new LoadTest.Address(door.uri(), "", picture()), folder.resolve(name));
  }

  private static void print(PrintWriter out, String door, String article, LoadFinding finding) {
    out.printf(
        Locale.ROOT,
        "| %s | %s | %d%s | %.1f | %.2f / %.2f |%n",
        door,
        article,
        finding.threads(),
        finding.isRefused() ? "" : ", the most tried",
        finding.callsPerSecond(),
        finding.p50(),
        finding.p99());
    out.flush();
  }

  private Path picture() throws IOException {
    if (picture != null) {
      if (!Files.isReadable(picture)) {
        throw new IllegalArgumentException("--picture %s cannot be read".formatted(picture));
      }
      return picture;
    }
    return Files.write(folder.resolve("picture.jpg"), SampleJpeg.of(SIDE, SIDE * 3 / 4));
  }

  /** For plain HTTP a key and its secret are a name and a password. */
  private String authorization() {
    String used = key == null ? System.getenv(KEY_VARIABLE) : key;
    if (used == null) {
      return "";
    }
    if (!used.contains(":")) {
      throw new IllegalArgumentException("--key has no colon; write it as ID:SECRET");
    }
    return "Basic " + Base64.getEncoder().encodeToString(used.getBytes(StandardCharsets.UTF_8));
  }

  private static URI slashed(URI api) {
    return api.toString().endsWith("/") ? api : URI.create(api + "/");
  }
}
