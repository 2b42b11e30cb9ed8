package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InkGapsTest {

  private static final int PAPER = 0xF0F0E8;

  @Test
  void shouldMeasureTheWidestGapBetweenTwoPlaces() {
    InkGaps gaps = gaps("xxx  xx xxx      xxx", 12, 30);

    assertEquals(2, gaps.widest(0, 0.3));
    assertEquals(2, gaps.widest(0, 0.5));
    assertEquals(6, gaps.widest(0.5, 1));
    assertEquals(1, gaps.widest(0.25, 0.45));
  }

  @Test
  void shouldNotMindWhatGrewIntoTheLineFromItsNeighbours() {
    Pixels pixels = drawn("xxx    xxx", 12, 30);
    for (int y : new int[] {0, 5, 43, 47}) {
      Arrays.fill(pixels.rgb(), y * pixels.width() + 4, y * pixels.width() + 6, 0);
    }

    assertEquals(4, InkGaps.of(pixels).widest(0, 1));
  }

  @Test
  void shouldLeaveOutDescendersOnRequest() {
    Pixels pixels = drawn("xxx       xxx", 12, 30);
    for (int y = 36; y < 40; y++) {
      for (int x = 5; x < 10; x++) {
        pixels.rgb()[y * pixels.width() + x] = 0;
      }
    }
    InkGaps gaps = InkGaps.of(pixels);

    assertEquals(2, gaps.widest(0, 1));
    assertEquals(7, gaps.widestAboveBaseline(0, 1));
  }

  @Test
  void shouldTakeNoiseForPaper() {
    Pixels pixels = drawn("xxx      xxx  xxxx", 12, 30);
    Random random = new Random(1);
    for (int i = 0; i < pixels.rgb().length; i++) {
      pixels.rgb()[i] ^= random.nextInt(8) * 0x010101;
    }

    assertEquals(6, InkGaps.of(pixels).widest(0, 1));
  }

  private static InkGaps gaps(String ink, int from, int to) {
    return InkGaps.of(drawn(ink, from, to));
  }

  /** A column of ink for each x. */
  private static Pixels drawn(String ink, int from, int to) {
    int width = ink.length();
    int[] rgb = new int[width * 48];
    for (int i = 0; i < rgb.length; i++) {
      boolean isInk = ink.charAt(i % width) == 'x' && i / width >= from && i / width < to;
      rgb[i] = isInk ? 0x101010 : PAPER;
    }
    return new Pixels(rgb, width, 48);
  }
}
