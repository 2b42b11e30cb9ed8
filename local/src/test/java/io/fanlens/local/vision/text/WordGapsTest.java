package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.text.WordGaps.Gap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordGapsTest {

  private static final Gap INNER = new Gap(1e-4, 2, false);
  private static final Gap CERTAIN = new Gap(0.9, 14, false);

  @Test
  void shouldTakeANarrowUnlikelyGapAsNone() {
    assertFalse(isSpace(INNER));
  }

  @Test
  void shouldTakeACertainSpaceAsOneHoweverNarrow() {
    assertTrue(isSpace(new Gap(0.9, 3, false)));
  }

  @Test
  void shouldTakeAnUnlikelyGapAsASpaceWhenItIsAsWideAsTheSpacesOfItsLine() {
    assertTrue(isSpace(new Gap(2e-3, 14, false), CERTAIN, CERTAIN));
    assertFalse(isSpace(new Gap(2e-3, 8, false), CERTAIN, CERTAIN));
  }

  @Test
  void shouldNotTakeTheGapsOfATypewriterAsSpaces() {
    List<Gap> line = new ArrayList<>(Collections.nCopies(9, new Gap(1e-4, 12, false)));
    line.add(new Gap(0.05, 16, false));
    line.add(new Gap(0.9, 40, false));

    List<Boolean> spaces = WordGaps.areSpaces(line);

    assertEquals(List.of(false, true), spaces.subList(9, 11));
    assertFalse(spaces.subList(0, 9).contains(true));
  }

  @Test
  void shouldHoldNumbersTogetherUnlessASpaceIsCertain() {
    assertTrue(isSpace(new Gap(0.1, 8, false), CERTAIN));
    assertFalse(isSpace(new Gap(0.1, 8, true), CERTAIN));
    assertTrue(isSpace(new Gap(0.6, 14, true), CERTAIN));
  }

  @Test
  void shouldFindNoSpaceInALineOfOneCharacter() {
    assertEquals(List.of(), WordGaps.areSpaces(List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "19, 0, true",
    "'1,2', 0, true",
    "'1,2', 1, true",
    "10:30, 1, true",
    "10:30, 2, true",
    "'1.', 0, false",
    "'No.5', 2, false",
    "'.5', 0, false",
    "1.a, 0, false",
    "A1, 0, false",
    "1A, 0, false",
    "1-2, 0, false"
  })
  void shouldKnowNumbers(String line, int before, boolean inNumber) {
    assertEquals(inNumber, WordGaps.isInNumber(List.of(line.split("")), before));
  }

  /** In a line with nine gaps inside words, and others. */
  private static boolean isSpace(Gap gap, Gap... others) {
    List<Gap> line = new ArrayList<>(Collections.nCopies(9, INNER));
    line.add(gap);
    line.addAll(List.of(others));
    return WordGaps.areSpaces(line).get(9);
  }
}
