package io.fanlens.bench.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.vips.LibvipsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodecComparisonTest {

  private static final double TINY = 0.05;

  @TempDir private Path folder;

  private static Path libvipsOrSkip() {
    Optional<Path> file = LibvipsFile.nearest(Path.of(""));
    Assumptions.assumeTrue(
        file.isPresent(), "node_modules has no libvips for this machine: run npm ci");
    return file.get();
  }

  @Test
  void shouldMeasureTheJavaWaysAtEqualWork() throws Exception {
    Path libvips = libvipsOrSkip();
    List<String> missing = new ArrayList<>();
    Sample sample = Sample.tiny();
    try (Contenders contenders = new Contenders(folder, libvips, Set.of("imageio"), missing::add)) {
      List<Measured> measured =
          new CodecComparison(contenders.all(), folder, 2, false)
              .run(sample, new Gallery(folder, libvips).file(sample));

      assertEquals(
          List.of("Fanlens", "ImageIO"), measured.stream().map(Measured::contender).toList());
      for (Measured one : measured) {
        assertEquals(Optional.empty(), one.doubt());
        assertEquals(2, one.costs().size());
        assertTrue(one.cpuMillis() > 0, one.toString());
      }
    }
    assertEquals(List.of(), missing);
  }

  @Test
  void shouldWriteEverySample() throws Exception {
    Gallery gallery = new Gallery(folder, libvipsOrSkip());
    for (Sample sample : Sample.all()) {
      assertTrue(Files.size(gallery.file(sample.inMegapixels(TINY))) > 1_000, sample.name());
    }
  }

  @Test
  void shouldTakeTheMedianOfTheRatiosOfEachRound() {
    Measured ours = measured(10, 20, 100);
    Measured theirs = measured(20, 40, 100);
    assertEquals(2, theirs.cpuRatioTo(ours));
    assertEquals(20, ours.cpuMillis());
  }

  private static Measured measured(long... millis) {
    List<Cost> costs = new ArrayList<>();
    for (long one : millis) {
      costs.add(new Cost(one * 1_000_000, one * 1_000_000));
    }
    return new Measured("one", costs, Optional.empty(), Optional.empty());
  }
}
