package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.vision.text.SmallestRectangle.Pixel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallestRectangleTest {

  @Test
  void shouldLieAroundAnUprightBlock() {
    List<Pixel> block = new ArrayList<>();
    for (int y = 20; y <= 30; y++) {
      for (int x = 5; x <= 105; x++) {
        block.add(new Pixel(x, y));
      }
    }

    assertArea(new TextArea(5, 20, 0, 100, 10), SmallestRectangle.around(block), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(ints = {-40, -20, 10, 44})
  void shouldTurnWithTheBlock(int degrees) {
    TextArea turned = TextArea.around(200, 200, Math.toRadians(degrees), 160, 20);

    assertArea(turned, SmallestRectangle.around(pixels(turned)), 2.5);
  }

  /** Which way a line runs is not known yet: its longer side may be the upright one. */
  @Test
  void shouldReadToTheRightEvenWhereTheBlockIsHigh() {
    TextArea steep = TextArea.around(200, 200, Math.toRadians(60), 160, 20);

    TextArea found = SmallestRectangle.around(pixels(steep));

    assertEquals(-30, Math.toDegrees(found.angle()), 1);
    assertEquals(20, found.width(), 2.5);
    assertEquals(160, found.height(), 2.5);
  }

  @Test
  void shouldLieOnPixelsInARow() {
    TextArea row =
        SmallestRectangle.around(
            List.of(new Pixel(3, 7), new Pixel(4, 7), new Pixel(5, 7), new Pixel(6, 7)));

    assertArea(new TextArea(3, 7, 0, 3, 0), row, 1e-9);
  }

  private static void assertArea(TextArea expected, TextArea found, double tolerance) {
    assertEquals(expected.left(), found.left(), tolerance, found::toString);
    assertEquals(expected.top(), found.top(), tolerance, found::toString);
    assertEquals(Math.toDegrees(expected.angle()), Math.toDegrees(found.angle()), tolerance);
    assertEquals(expected.width(), found.width(), tolerance, found::toString);
    assertEquals(expected.height(), found.height(), tolerance, found::toString);
  }

  private static List<Pixel> pixels(TextArea area) {
    List<Pixel> pixels = new ArrayList<>();
    double cos = Math.cos(area.angle());
    double sin = Math.sin(area.angle());
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 400; x++) {
        double along = (x - area.left()) * cos + (y - area.top()) * sin;
        double down = (y - area.top()) * cos - (x - area.left()) * sin;
        if (along >= 0 && along <= area.width() && down >= 0 && down <= area.height()) {
          pixels.add(new Pixel(x, y));
        }
      }
    }
    return pixels;
  }
}
