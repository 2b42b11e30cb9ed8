package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.text.TextCorpus.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How well text is read, by group. Usually every third picture, to save time; all of them, and the
 * table of docs/local-cloud.md, with {@code -Dtext.corpus=full}.
 */
class TextAccuracyIT {

  private static final boolean FULL = "full".equals(System.getProperty("text.corpus"));
  private static final int EVERY = FULL ? 1 : 3;

  private static TextRecognizer recognizer;

  @BeforeAll
  static void load() {
    recognizer = new TextRecognizer();
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  @ParameterizedTest
  @EnumSource
  void shouldReadAsWellAsThis(TextGroup group) {
    List<Sample> every = group.samples(new TextCorpus());
    List<Sample> samples =
        IntStream.range(0, every.size())
            .filter(i -> i % EVERY == EVERY / 2)
            .mapToObj(every::get)
            .toList();
    CharacterErrors errors = CharacterErrors.NONE;
    List<String> wrong = new ArrayList<>();
    List<List<String>> all = samples.parallelStream().map(TextAccuracyIT::read).toList();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      List<String> read = all.get(i);
      CharacterErrors some = CharacterErrors.of(sample.lines(), read);
      errors = errors.plus(some);
      if (some.errors() > 0) {
        wrong.add(sample.name() + ": " + read);
      }
    }

    String found =
        String.format(
            Locale.ROOT,
            "| %s | %d | %d | %d | %.2f%% |",
            group.words(),
            samples.size(),
            samples.size() - wrong.size(),
            errors.characters(),
            100 * errors.rate());
    if (FULL) {
      System.out.println(found);
    }
    double exact = 1 - (double) wrong.size() / samples.size();
    assertTrue(
        errors.rate() <= group.mostWrong() && exact >= group.leastExact(),
        () -> found + "\n" + String.join("\n", wrong));
  }

  private static List<String> read(Sample sample) {
    return recognizer.read(sample.picture().photo()).stream().map(TextLine::text).toList();
  }
}
