package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.TestPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints by how many KB this process grew, after a warm-up, while it found faces. */
final class FaceFinderMemory {

  private FaceFinderMemory() {}

  public static void main(String[] what) throws Exception {
    System.out.println(
        switch (what[0]) {
          case "calls" -> grownByCalls();
          case "finders" -> grownByFinders();
          default -> throw new IllegalArgumentException("give 'calls' or 'finders'");
        });
    System.exit(0);
  }

  private static long grownByCalls() throws Exception {
    byte[] picture = TestPhotos.astronaut();
    try (FaceFinder finder = new FaceFinder()) {
      find(finder, picture, 40);
      long before = residentKilobytes();
      find(finder, picture, 200);
      return residentKilobytes() - before;
    }
  }

  private static long grownByFinders() throws Exception {
    closed(6);
    long before = residentKilobytes();
    closed(20);
    return residentKilobytes() - before;
  }

  private static void closed(int finders) throws Exception {
    byte[] picture = TestPhotos.astronaut();
    for (int i = 0; i < finders; i++) {
      try (FaceFinder finder = new FaceFinder()) {
        find(finder, picture, 1);
      }
    }
  }

  private static void find(FaceFinder finder, byte[] picture, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      if (finder.find(PhotoReader.read(picture)).size() != 1) {
        throw new IllegalStateException("the picture has one face");
      }
    }
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
