package io.fanlens.local.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Native memory is invisible to the garbage collector, so the resident size of a process is
 * measured: one of its own, whose heap is resident from the start, since a heap that grows looks
 * like a leak.
 */
@EnabledOnOs(OS.LINUX)
class FaceFinderMemoryIT {

  @Test
  void shouldNotLeakMemoryOverHundredsOfCalls() throws Exception {
    long grown = grownKilobytes("calls");
    assertTrue(
        grown < 60_000, "200 calls leaked " + grown + " KB; one leaked input a call is 88,000 KB");
  }

  @Test
  void shouldFreeItsMemoryWhenClosed() throws Exception {
    long grown = grownKilobytes("finders");
    assertTrue(grown < 100_000, "20 finders leaked " + grown + " KB; each takes about 8,000 KB");
  }

  private static long grownKilobytes(String what) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms400m",
                "-Xmx400m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                FaceFinderMemory.class.getName(),
                what)
            .redirectError(Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return Long.parseLong(printed.strip());
  }
}
