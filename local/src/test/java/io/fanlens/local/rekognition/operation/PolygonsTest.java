package io.fanlens.local.rekognition.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.vision.Box;
import io.fanlens.local.vision.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolygonsTest {

  private static final List<Point> SQUARE = Polygons.corners(new Box(0.2f, 0.2f, 0.4f, 0.4f));
  private static final List<Point> DIAMOND =
      List.of(
          new Point(0.4f, 0.1f),
          new Point(0.7f, 0.4f),
          new Point(0.4f, 0.7f),
          new Point(0.1f, 0.4f));

  @Test
  void shouldPutTheUprightBoxAroundATurnedPolygon() {
    Box bounds = Polygons.bounds(DIAMOND);

    assertEquals(0.1, bounds.left(), 1e-6);
    assertEquals(0.1, bounds.top(), 1e-6);
    assertEquals(0.6, bounds.width(), 1e-6);
    assertEquals(0.6, bounds.height(), 1e-6);
  }

  @Test
  void shouldKnowTheAreaWhicheverWayRound() {
    assertEquals(0.16, Polygons.area(SQUARE), 1e-6);
    assertEquals(0.18, Polygons.area(DIAMOND), 1e-6);
    assertEquals(0.18, Polygons.area(DIAMOND.reversed()), 1e-6);
    assertEquals(0, Polygons.area(List.of()));
  }

  @Test
  void shouldCutOffWhatIsOutside() {
    List<Point> shifted = Polygons.corners(new Box(0.5f, 0.3f, 0.4f, 0.4f));

    assertEquals(0.1 * 0.3, Polygons.area(Polygons.inside(SQUARE, shifted)), 1e-6);
    assertEquals(0.1 * 0.3, Polygons.area(Polygons.inside(shifted, SQUARE)), 1e-6);
  }

  @Test
  void shouldLeaveAPolygonThatIsWhollyInside() {
    List<Point> picture = Polygons.corners(new Box(0, 0, 1, 1));

    assertEquals(DIAMOND, Polygons.inside(DIAMOND, picture));
    assertEquals(0.18, Polygons.area(Polygons.inside(picture, DIAMOND)), 1e-6);
  }

  @Test
  void shouldLeaveNothingOfAPolygonBesideTheOther() {
    List<Point> beside = Polygons.corners(new Box(0.7f, 0.2f, 0.1f, 0.4f));

    assertEquals(0, Polygons.area(Polygons.inside(SQUARE, beside)), 1e-6);
  }

  @Test
  void shouldCutAPolygonWithADent() {
    List<Point> dented =
        List.of(
            new Point(0, 0), new Point(1, 0), new Point(1, 1), new Point(0.5f, 0), new Point(0, 1));
    List<Point> lowerHalf = Polygons.corners(new Box(0, 0.5f, 1, 0.5f));

    // Two triangles remain.
    assertEquals(0.5 * 0.25, Polygons.area(Polygons.inside(dented, lowerHalf)), 1e-6);
  }
}
