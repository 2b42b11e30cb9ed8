package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.vision.text.AreaReader.Reading;
import io.fanlens.local.vision.text.ReadText.ReadWord;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageDirectionTest {

  @Test
  void shouldBeThatOfMostText() {
    assertEquals(30, direction(reading("twenty characters...", 30), reading("a", -60)), 3);
    assertEquals(90, direction(reading("one", 89), reading("two", 90), reading("six", 91)), 1e-6);
  }

  @Test
  void shouldTakeDirectionsOnBothSidesOf180DegreesTogether() {
    assertEquals(180, Math.abs(direction(reading("one", 178), reading("two", -178))), 1e-6);
  }

  @Test
  void shouldBeNoneWhereTextRunsInAllDirections() {
    assertEquals(0, direction(reading("one", 90), reading("two", -90)));
    assertEquals(0, direction(reading("one", 0), reading("two", 120), reading("six", -120)));
    assertEquals(0, direction(reading("one", 10), reading("two", 130)));
    assertEquals(0, direction());
  }

  private static double direction(Reading... readings) {
    return Math.toDegrees(PageDirection.of(List.of(readings)));
  }

  private static Reading reading(String text, double degrees) {
    return new Reading(
        new ReadText(List.of(new ReadWord(text, 1, 0, 1))),
        new TextArea(50, 50, Math.toRadians(degrees), 100, 20));
  }
}
