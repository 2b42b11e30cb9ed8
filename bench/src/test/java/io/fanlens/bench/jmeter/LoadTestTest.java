package io.fanlens.bench.jmeter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

final class LoadTestTest {

  private static final LoadTest TEST = new LoadTest(Duration.ofSeconds(10), 20);

  @TempDir private Path folder;

  @Test
  void shouldCountTheThreadsOfTheLastStepWithoutARefusal() {
    List<CallSample> samples = new ArrayList<>(steps(3));
    samples.add(new CallSample(29_000, 400, false, 15));
    samples.add(new CallSample(29_500, 900, true, 12));

    LoadFinding finding = LoadFinding.of(samples, TEST);

    assertEquals(10, finding.threads());
    assertTrue(finding.isRefused());
    assertEquals(10, finding.callsPerSecond(), 1e-9, "of the second step");
    assertEquals(1, finding.p50(), 1e-9);
  }

  @Test
  void shouldCountAllThreadsWhereNoneIsRefused() {
    LoadFinding finding = LoadFinding.of(steps(4), TEST);

    assertEquals(20, finding.threads());
    assertFalse(finding.isRefused());
    assertEquals(20, finding.callsPerSecond(), 1e-9);
  }

  @Test
  void shouldFindNothingWhereTheFirstStepIsRefused() {
    assertEquals(
        new LoadFinding(0, true, 0, 0, 0),
        LoadFinding.of(List.of(new CallSample(0, 10, false, 5)), TEST));
    assertEquals(new LoadFinding(0, false, 0, 0, 0), LoadFinding.of(List.of(), TEST));
  }

  @Test
  void shouldReadWhatJmeterLogs() throws Exception {
    Path log =
        Files.writeString(
            folder.resolve("calls.jtl"),
            """
            timeStamp,elapsed,responseCode,success,grpThreads,allThreads
            1795869743739,1452,200,true,5,10
            1795869750132,361,429,false,5,15
            """);

    assertEquals(
        List.of(
            new CallSample(1_795_869_743_739L, 1_452, true, 10),
            new CallSample(1_795_869_750_132L, 361, false, 15)),
        CallSample.read(log));
  }

  @Test
  void shouldWriteAPlanThatNeedsNoPluginAndHoldsNoKey() throws Exception {
    Path jmx = folder.resolve("fanlens.jmx");
    TEST.save(jmx);

    Document plan = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(jmx.toFile());
    assertEquals(4, plan.getElementsByTagName("ThreadGroup").getLength());
    String text = Files.readString(jmx);
    assertTrue(text.contains("<longProp name=\"ThreadGroup.delay\">30</longProp>"), text);
    assertTrue(text.contains("<longProp name=\"ThreadGroup.duration\">10</longProp>"), text);
    assertTrue(text.contains("${__P(authorization)}"), text);
    assertEquals(4, text.split("ThreadGroup.on_sample_error\">stoptest<", -1).length - 1);
    assertFalse(text.contains("kg.apc"), text);
  }

  @Test
  void shouldRefuseStepsAndThreadsThatMakeNoTest() {
    assertThrows(IllegalArgumentException.class, () -> new LoadTest(Duration.ZERO, 20));
    assertThrows(IllegalArgumentException.class, () -> new LoadTest(Duration.ofSeconds(1), 12));
  }

  /** In step n 5n calls a second are answered, each after a second. */
  private static List<CallSample> steps(int count) {
    List<CallSample> samples = new ArrayList<>();
    for (int step = 1; step <= count; step++) {
      for (int call = 0; call < 50 * step; call++) {
        long end = (step - 1) * 10_000L + 1_000 + call * 8_999L / (50L * step);
        samples.add(new CallSample(end - 1_000, 1_000, true, 5 * step));
      }
    }
    return samples;
  }
}
