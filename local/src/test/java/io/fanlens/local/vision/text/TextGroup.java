package io.fanlens.local.vision.text;

import io.fanlens.local.vision.text.TextCorpus.Sample;
import java.util.List;
import java.util.function.Function;

/** Pictures that are about as hard to read, with what must be read of them. */
enum TextGroup {
  PRINT_8("print of 8 px", corpus -> corpus.print(8), 0.06, 0),
  PRINT_10("print of 10 px", corpus -> corpus.print(10), 0.02, 0),
  PRINT_12("print of 12 px", corpus -> corpus.print(12), 0, 1),
  PRINT_16("print of 16 px", corpus -> corpus.print(16), 0, 1),
  PRINT_24("print of 24 px", corpus -> corpus.print(24), 0, 1),
  PRINT_40("print of 40 px", corpus -> corpus.print(40), 0, 1),
  TURNED("print turned by up to 90 degrees", corpus -> corpus.turned(-90, 90), 0.05, 0),
  UPSIDE_DOWN("print turned by more, upside down", corpus -> corpus.turned(105, 255), 0.05, 0),
  RECEIPTS("receipts: clean, blurred, noisy", TextCorpus::receipts, 0.02, 0),
  FORMS("forms", TextCorpus::forms, 0.02, 0),
  SIGNS("signs", TextCorpus::signs, 0, 1),
  PLATES("number plates", corpus -> corpus.plates(60), 0.05, 0.9);

  private final String words;
  private final Function<TextCorpus, List<Sample>> samples;
  private final double mostWrong;
  private final double leastExact;

  TextGroup(
      String words,
      Function<TextCorpus, List<Sample>> samples,
      double mostWrong,
      double leastExact) {
    this.words = words;
    this.samples = samples;
    this.mostWrong = mostWrong;
    this.leastExact = leastExact;
  }

  String words() {
    return words;
  }

  List<Sample> samples(TextCorpus corpus) {
    return samples.apply(corpus);
  }

  /** At most this share of the characters. */
  double mostWrong() {
    return mostWrong;
  }

  /** At least this share of the pictures without an error. */
  double leastExact() {
    return leastExact;
  }
}
