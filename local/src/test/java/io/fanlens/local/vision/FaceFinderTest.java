package io.fanlens.local.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.TestPhotos;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceFinderTest {

  private static FaceFinder finder;

  @BeforeAll
  static void load() {
    finder = new FaceFinder();
  }

  @AfterAll
  static void close() {
    finder.close();
  }

  @Test
  void shouldFindTheOneFaceWhereItIs() throws Exception {
    List<Face> faces = find(TestPhotos.astronaut());

    assertEquals(1, faces.size());
    Face face = faces.getFirst();
    assertTrue(face.confidence() > 99, "confidence " + face.confidence());
    near(0.35, face.box().left(), "left");
    near(0.11, face.box().top(), "top");
    near(0.185, face.box().width(), "width");
    near(0.24, face.box().height(), "height");
    at(0.397, 0.199, face, Landmark.EYE_LEFT);
    at(0.483, 0.203, face, Landmark.EYE_RIGHT);
    at(0.392, 0.272, face, Landmark.MOUTH_LEFT);
    at(0.481, 0.277, face, Landmark.MOUTH_RIGHT);
    at(0.437, 0.340, face, Landmark.CHIN_BOTTOM);
    assertEquals(30, face.landmarks().size());
    assertTrue(
        face.eyesOpen().value() && face.eyesOpen().confidence() > 80, "eyes " + face.eyesOpen());
    assertTrue(face.mouthOpen().value(), "she smiles with her teeth showing: " + face.mouthOpen());
    assertTrue(
        Math.abs(face.pose().roll()) < 6 && Math.abs(face.pose().yaw()) < 8, "pose " + face.pose());
    assertTrue(
        face.quality().brightness() > 50 && face.quality().sharpness() > 30,
        "quality " + face.quality());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 8})
  void shouldRotateThePictureByItsOrientation(int orientation) throws Exception {
    List<Face> faces = find(TestPhotos.turned(orientation));

    assertEquals(1, faces.size());
    at(0.397, 0.199, faces.getFirst(), Landmark.EYE_LEFT);
    at(0.483, 0.203, faces.getFirst(), Landmark.EYE_RIGHT);
    assertTrue(
        Math.abs(faces.getFirst().pose().roll()) < 6, "roll " + faces.getFirst().pose().roll());
  }

  @Test
  void shouldFindEachOfFourFaces() throws Exception {
    List<Face> faces = find(TestPhotos.four());

    assertEquals(4, faces.size());
    for (Point middle :
        List.of(
            new Point(0.22f, 0.11f),
            new Point(0.72f, 0.11f),
            new Point(0.22f, 0.61f),
            new Point(0.72f, 0.61f))) {
      assertEquals(
          1,
          faces.stream().filter(face -> contains(face.box(), middle)).count(),
          "faces at " + middle);
    }
  }

  @Test
  void shouldFindNoFaceWhereThereIsNone() throws Exception {
    assertEquals(List.of(), find(TestPhotos.noFace(640, 480)));
  }

  @Test
  void shouldFindASmallFaceInALargePicture() throws Exception {
    BufferedImage large = new BufferedImage(2000, 1500, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = large.createGraphics();
    g.drawImage(TestPhotos.decoded(TestPhotos.astronaut()), 1300, 900, 300, 300, null);
    g.dispose();

    List<Face> faces = find(TestPhotos.encoded(large, "png"));

    assertEquals(1, faces.size());
    assertTrue(
        contains(faces.getFirst().box(), new Point(1432f / 2000, 967f / 1500)),
        "box " + faces.getFirst().box());
  }

  @Test
  void shouldMeasureTheTiltOfAHead() throws Exception {
    BufferedImage tilted = new BufferedImage(512, 512, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = tilted.createGraphics();
    g.rotate(Math.toRadians(25), 225, 115);
    g.drawImage(TestPhotos.decoded(TestPhotos.astronaut()), 0, 0, null);
    g.dispose();

    float upright = find(TestPhotos.astronaut()).getFirst().pose().roll();
    float clockwise = find(TestPhotos.encoded(tilted, "png")).getFirst().pose().roll();

    assertEquals(25, clockwise - upright, 5);
  }

  @Test
  void shouldFindTheSameFaceFromManyThreads() throws Exception {
    byte[] picture = TestPhotos.astronaut();
    Face expected = find(picture).getFirst();
    List<Future<List<Face>>> all = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 24; i++) {
        all.add(executor.submit(() -> find(picture)));
      }
    }
    for (Future<List<Face>> one : all) {
      assertEquals(List.of(expected), one.get());
    }
    assertFalse(all.isEmpty());
  }

  private static List<Face> find(byte[] picture) throws Exception {
    return finder.find(PhotoReader.read(picture));
  }

  private static boolean contains(Box box, Point point) {
    return point.x() > box.left()
        && point.x() < box.right()
        && point.y() > box.top()
        && point.y() < box.bottom();
  }

  private static void at(double x, double y, Face face, Landmark landmark) {
    near(x, face.landmarks().get(landmark).x(), landmark + ".x");
    near(y, face.landmarks().get(landmark).y(), landmark + ".y");
  }

  private static void near(double expected, float actual, String what) {
    assertEquals(expected, actual, 0.015, what);
  }
}
