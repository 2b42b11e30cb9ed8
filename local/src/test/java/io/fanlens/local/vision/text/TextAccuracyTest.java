package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.text.TextCorpus.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextAccuracyTest {

  private static TextRecognizer recognizer;

  private final TextCorpus corpus = new TextCorpus();

  @BeforeAll
  static void load() {
    recognizer = new TextRecognizer();
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 16, 24, 40})
  void shouldReadCleanPrintWithoutAnError(int pixels) {
    assertEquals(0, errors("print of " + pixels + " px", corpus.print(pixels)).errors());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10})
  void shouldReadMostOfSmallPrint(int pixels) {
    assertTrue(errors("print of " + pixels + " px", corpus.print(pixels)).rate() <= 0.10);
  }

  @Test
  void shouldReadTurnedText() {
    assertTrue(errors("turned to 90 degrees", corpus.turned(-90, 90)).rate() <= 0.05);
  }

  @Test
  void shouldReadTextUpsideDown() {
    assertTrue(errors("turned beyond 90 degrees", corpus.turned(105, 255)).rate() <= 0.05);
  }

  @Test
  void shouldReadReceipts() {
    assertTrue(errors("receipts", corpus.receipts()).rate() <= 0.02);
  }

  @Test
  void shouldReadSigns() {
    assertEquals(0, errors("signs", corpus.signs()).errors());
  }

  @Test
  void shouldReadNineOfTenPlatesExactly() {
    List<Sample> plates = corpus.plates(60);
    long exact = plates.stream().filter(plate -> read(plate).equals(plate.lines())).count();
    errors("plates", plates);
    assertTrue(exact >= 54, exact + " of 60 were read exactly");
  }

  private static CharacterErrors errors(String group, List<Sample> samples) {
    CharacterErrors errors = CharacterErrors.NONE;
    List<String> wrong = new ArrayList<>();
    for (Sample sample : samples) {
      List<String> read = read(sample);
      CharacterErrors some = CharacterErrors.of(sample.lines(), read);
      errors = errors.plus(some);
      if (some.errors() > 0) {
        wrong.add(sample.name() + ": " + read);
      }
    }
    System.out.printf(
        "%s: %d pictures, %.2f%% of %d characters wrong%n",
        group, samples.size(), 100 * errors.rate(), errors.characters());
    wrong.forEach(System.out::println);
    return errors;
  }

  private static List<String> read(Sample sample) {
    return recognizer.read(sample.picture().photo()).stream().map(TextLine::text).toList();
  }
}
