package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.Point;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.text.DrawnText.Typeface;
import io.fanlens.local.vision.text.TextLine.Word;
import java.awt.Color;
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

class TextRecognizerTest {

  private static TextRecognizer recognizer;

  @BeforeAll
  static void load() {
    recognizer = new TextRecognizer();
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  @Test
  void shouldReadFromTopToBottomAndFromLeftToRight() {
    Photo photo =
        new DrawnText(640, 200, Color.WHITE)
            .text("second", Typeface.SANS, 30, 400, 57)
            .text("third", Typeface.SANS, 30, 40, 150)
            .text("first", Typeface.SANS, 30, 40, 60)
            .photo();

    assertEquals(List.of("first", "second", "third"), texts(recognizer.read(photo)));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 30, 90, 180, 270})
  void shouldSayWhereTurnedWordsAre(int degrees) {
    int side = 400;
    Photo photo =
        new DrawnText(side, side, Color.WHITE)
            .text("Hello world", Typeface.SANS, 40, 80, 200)
            .turned(degrees, Color.WHITE)
            .photo();

    List<TextLine> lines = recognizer.read(photo);

    assertEquals(List.of("Hello world"), texts(lines));
    Word hello = lines.getFirst().words().getFirst();
    // "Hello" is drawn from (80, 170) to (183, 200), and the picture turned about its middle.
    assertNear(drawn(80, 170, degrees, side), hello.polygon().get(0));
    assertNear(drawn(183, 170, degrees, side), hello.polygon().get(1));
    assertNear(drawn(183, 200, degrees, side), hello.polygon().get(2));
    assertNear(drawn(80, 200, degrees, side), hello.polygon().get(3));
    assertTrue(hello.confidence() > 90 && hello.confidence() <= 100, hello::toString);
    assertEquals(hello.polygon().getFirst(), lines.getFirst().polygon().getFirst());
  }

  @Test
  void shouldReadNothingWhereNothingIsWritten() {
    assertEquals(List.of(), recognizer.read(new DrawnText(400, 300, Color.GRAY).photo()));
    assertEquals(List.of(), recognizer.read(new DrawnText(1, 300, Color.GRAY).photo()));
  }

  @Test
  void shouldReadInSeveralThreads() throws Exception {
    List<Photo> photos = new ArrayList<>();
    List<List<String>> written = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String text = "Picture number " + i;
      photos.add(
          new DrawnText(320 + 40 * i, 100, Color.WHITE)
              .text(text, Typeface.SANS, 24, 20, 60)
              .photo());
      written.add(List.of(text));
    }
    List<List<String>> read = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<TextLine>>> lines =
          photos.stream().map(photo -> threads.submit(() -> recognizer.read(photo))).toList();
      for (Future<List<TextLine>> each : lines) {
        read.add(texts(each.get()));
      }
    }

    assertEquals(written, read);
  }

  private static List<String> texts(List<TextLine> lines) {
    return lines.stream().map(TextLine::text).toList();
  }

  /** Where a point of the drawing lies once it is turned, in ratios of the larger picture. */
  private static Point drawn(double x, double y, double degrees, int side) {
    double angle = Math.toRadians(degrees);
    double right = x - side / 2.0;
    double down = y - side / 2.0;
    double newSide = Math.ceil(Math.hypot(side, side));
    return new Point(
        (float) (0.5 + (right * Math.cos(angle) - down * Math.sin(angle)) / newSide),
        (float) (0.5 + (right * Math.sin(angle) + down * Math.cos(angle)) / newSide));
  }

  private static void assertNear(Point expected, Point found) {
    assertEquals(expected.x(), found.x(), 0.03, found::toString);
    assertEquals(expected.y(), found.y(), 0.03, found::toString);
  }
}
