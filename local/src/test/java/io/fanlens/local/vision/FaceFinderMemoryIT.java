package io.fanlens.local.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.TestPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Native memory is invisible to the garbage collector, so the process's resident size is measured.
 */
class FaceFinderMemoryIT {

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldNotLeakMemoryOverHundredsOfCalls() throws Exception {
    byte[] picture = TestPhotos.astronaut();
    try (FaceFinder finder = new FaceFinder(1)) {
      find(finder, picture, 60);
      long before = residentKilobytes();
      find(finder, picture, 300);
      long grown = residentKilobytes() - before;
      assertTrue(
          grown < 60_000,
          "300 calls leaked " + grown + " KB; one leaked input a call is 132,000 KB");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldFreeItsMemoryWhenClosed() throws Exception {
    for (int i = 0; i < 5; i++) {
      new FaceFinder(2).close();
    }
    long before = residentKilobytes();
    for (int i = 0; i < 15; i++) {
      new FaceFinder(2).close();
    }
    long grown = residentKilobytes() - before;
    assertTrue(
        grown < 100_000, "15 finders of 2 leaked " + grown + " KB; each takes about 60,000 KB");
  }

  private static void find(FaceFinder finder, byte[] picture, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertEquals(1, finder.find(PhotoReader.read(picture)).size());
    }
    System.gc();
  }

  private static long residentKilobytes() throws IOException {
    System.gc();
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
