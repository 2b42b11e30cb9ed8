package io.fanlens.local.vision.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.text.ReadText.ReadWord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CharacterDecoderTest {

  /** The blank first, the space last. */
  private static final List<String> ALPHABET = List.of("", "a", "b", "c", "：", "Ａ", "中", " ");

  private static final int PIXELS_PER_STEP = 8;

  private final CharacterDecoder decoder = new CharacterDecoder(ALPHABET);

  @Test
  void shouldReadACharacterOnceUnlessABlankIsBetween() {
    assertEquals("abb", read("aab.b", "xxxxx"));
    assertEquals("aa", read("a.a", "xxx"));
    assertEquals("a", read("aaa", "xxx"));
  }

  @Test
  void shouldReadNothingFromBlanksAndSpaces() {
    assertTrue(decode("....", "xxxx").isEmpty());
    assertTrue(decode("._._", "xxxx").isEmpty());
  }

  @Test
  void shouldPartWordsWhereTheNetworkSeesASpace() {
    assertEquals("a b", read("a_b", "xxx"));
    assertEquals("ab c", read("a.b_c", "xxxxx"));
  }

  /**
   * A space that is best is certain, even with 40%; what is narrower than it is less likely one.
   */
  @Test
  void shouldCompareDoubtfulGapsWithASpaceThatIsBest() {
    assertEquals("ababa ba", read("a.b.a.b.a~~b.a", "xxxxxxxxx  xxx"));
    assertEquals("ababab a", read("a.b.a.b.a~~b---a", "xxxxxxxxx  x   x"));
  }

  @Test
  void shouldPartWordsWhereTheInkEndsForLonger() {
    assertEquals("abc abc", read("a.b.c......a.b.c", "xxxxxx     xxxxx"));
    assertEquals("abcabc", read("a.b.c.a.b.c", "xxxxxxxxxxx"));
  }

  @Test
  void shouldNotPartWidelySetCharacters() {
    assertEquals("abcab", read("a...b...c...a...b", "x   x   x   x   x"));
  }

  @Test
  void shouldFoldWideFormsInLatinText() {
    assertEquals("Aa:b", read("Ａ.a.：.b", "xxxxxxx"));
  }

  @Test
  void shouldKeepWideFormsInChineseText() {
    assertEquals("中：b", read("中.：.b", "xxxxx"));
    assertEquals("中 ：b", read("中_：.b", "xxxxx"));
  }

  @Test
  void shouldSayWhereAWordIsAndHowCertain() {
    List<ReadWord> words = decode("a.b__...c.", "xxxx    xx").orElseThrow().words();

    assertEquals(List.of("ab", "c"), words.stream().map(ReadWord::text).toList());
    assertEquals(0, words.getFirst().from());
    assertEquals(0.36, words.getFirst().to(), 1e-9);
    assertEquals(0.74, words.getLast().from(), 1e-9);
    assertEquals(0.96, words.getLast().to(), 1e-9);
    assertEquals(0.9, words.getFirst().confidence(), 1e-6);
  }

  @Test
  void shouldWeighCertaintyByCharacters() {
    ReadText text =
        new ReadText(List.of(new ReadWord("abc", 1, 0, 0.7), new ReadWord("d", 0.2, 0.8, 1)));

    assertEquals(0.8, text.confidence(), 1e-9);
    assertEquals(4, text.characters());
  }

  private String read(String steps, String ink) {
    return String.join(
        " ", decode(steps, ink).orElseThrow().words().stream().map(ReadWord::text).toList());
  }

  /**
   * @param steps what is most probable in each: a character, a point for a blank, _ for a space; ~
   *     for a blank with a doubtful space, - for a space that is best with less than a half
   * @param ink where there is some, step by step
   */
  private Optional<ReadText> decode(String steps, String ink) {
    float[] probabilities = new float[steps.length() * ALPHABET.size()];
    Arrays.fill(probabilities, 1e-6f);
    for (int i = 0; i < steps.length(); i++) {
      int at = i * ALPHABET.size();
      int space = at + ALPHABET.size() - 1;
      switch (steps.charAt(i)) {
        case '.' -> probabilities[at] = 0.9f;
        case '_' -> probabilities[space] = 0.9f;
        case '~' -> {
          probabilities[at] = 0.9f;
          probabilities[space] = 2e-3f;
        }
        case '-' -> probabilities[space] = 0.4f;
        default -> probabilities[at + ALPHABET.indexOf(steps.substring(i, i + 1))] = 0.9f;
      }
    }
    return decoder.decode(probabilities, InkGaps.of(drawn(ink)));
  }

  private static Pixels drawn(String ink) {
    int width = ink.length() * PIXELS_PER_STEP;
    int height = 48;
    int[] rgb = new int[width * height];
    Arrays.fill(rgb, 0xFFFFFF);
    for (int y = 10; y < 24; y++) {
      for (int x = 0; x < width; x++) {
        if (ink.charAt(x / PIXELS_PER_STEP) == 'x') {
          rgb[y * width + x] = 0;
        }
      }
    }
    return new Pixels(rgb, width, height);
  }
}
