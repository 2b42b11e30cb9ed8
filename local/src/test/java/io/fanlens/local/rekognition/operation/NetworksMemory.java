package io.fanlens.local.rekognition.operation;

import io.fanlens.local.vision.photo.TestPhotos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints the resident size of this process, in MB, before a network is loaded and after each kind
 * of analysis: {@code java ... NetworksMemory a.jpg b.jpg}. Without files it takes the test's
 * pictures.
 */
final class NetworksMemory {

  private NetworksMemory() {}

  /** An analysis of one picture. */
  private interface Analysis {
    void of(String name, byte[] picture) throws Exception;
  }

  public static void main(String[] files) throws Exception {
    List<byte[]> pictures = new ArrayList<>();
    for (String file : files) {
      pictures.add(Files.readAllBytes(Path.of(file)));
    }
    if (pictures.isEmpty()) {
      pictures.addAll(List.of(TestPhotos.astronaut(), TestPhotos.four()));
    }
    try (PictureAnalyzer analyzer = new PictureAnalyzer()) {
      print("nothing", analyzer);
      analyze(pictures, analyzer::faces);
      print("faces", analyzer);
      analyze(pictures, (name, picture) -> analyzer.guessedFaces(name, picture, true, true));
      print("ages and expressions", analyzer);
      analyze(pictures, analyzer::describedFaces);
      print("comparison", analyzer);
      analyze(pictures, analyzer::objects);
      print("things", analyzer);
      analyze(pictures, analyzer::text);
      print("text", analyzer);
    }
  }

  private static void analyze(List<byte[]> pictures, Analysis analysis) throws Exception {
    for (int i = 0; i < pictures.size(); i++) {
      analysis.of("picture " + i, pictures.get(i));
    }
  }

  private static void print(String what, PictureAnalyzer analyzer) throws IOException {
    System.gc();
    System.out.printf(
        "%-22s %4d MB, %d networks%n",
        what, residentKilobytes() / 1024, analyzer.loadedNetworks().size());
  }

  private static long residentKilobytes() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
