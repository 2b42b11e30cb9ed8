package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.vision.Point;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Corners in a picture of 100 x 50 pixels. */
class TextAreaTest {

  private static final TextArea AREA = new TextArea(10, 10, 0, 40, 20);

  @Test
  void shouldBeginWhereReadingBegins() {
    assertCorners("0.10,0.20 0.50,0.20 0.50,0.60 0.10,0.60", AREA);
    assertCorners("0.50,0.60 0.10,0.60 0.10,0.20 0.50,0.20", AREA.upsideDown());
    assertCorners("0.10,0.60 0.10,0.20 0.50,0.20 0.50,0.60", AREA.upwards());
    assertCorners("0.50,0.20 0.50,0.60 0.10,0.60 0.10,0.20", AREA.upwards().upsideDown());
  }

  @Test
  void shouldTurnClockwise() {
    assertCorners(
        "0.10,0.20 0.10,1.00 -0.10,1.00 -0.10,0.20", new TextArea(10, 10, Math.PI / 2, 40, 20));
  }

  @Test
  void shouldGrowOnAllSides() {
    assertCorners("0.08,0.16 0.52,0.16 0.52,0.64 0.08,0.64", AREA.grown(2));
    assertCorners("0.52,0.64 0.08,0.64 0.08,0.16 0.52,0.16", AREA.upsideDown().grown(2));
  }

  @Test
  void shouldDivideInReadingDirection() {
    assertCorners("0.20,0.20 0.30,0.20 0.30,0.60 0.20,0.60", AREA.part(0.25, 0.5));
    assertCorners("0.40,0.60 0.30,0.60 0.30,0.20 0.40,0.20", AREA.upsideDown().part(0.25, 0.5));
  }

  @Test
  void shouldHoldAreasInItsOwnDirections() {
    TextArea frame = new TextArea(90, 10, Math.PI / 2, 30, 80);

    assertCorners(
        "0.80,0.40 0.80,0.60 0.70,0.60 0.70,0.40", frame.inside(new TextArea(10, 10, 0, 10, 10)));
  }

  @Test
  void shouldKnowItsPlaceOnATurnedPage() {
    assertEquals(30, AREA.along(0), 1e-9);
    assertEquals(20, AREA.down(0), 1e-9);
    assertEquals(20, AREA.along(Math.PI / 2), 1e-9);
    assertEquals(-30, AREA.down(Math.PI / 2), 1e-9);
  }

  private static void assertCorners(String expected, TextArea area) {
    List<Point> corners = area.corners(100, 50);
    assertEquals(
        expected,
        String.join(
            " ",
            corners.stream()
                .map(p -> String.format(Locale.ROOT, "%.2f,%.2f", p.x(), p.y()))
                .toList()));
  }
}
