package io.fanlens.local.vision.text;

import io.fanlens.local.vision.text.DrawnText.Typeface;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Pictures with text, in groups of which each has its own bar. */
final class TextCorpus {

  /** A picture and the lines on it, from top to bottom. */
  record Sample(String name, DrawnText picture, List<String> lines) {}

  private static final List<String> PRINT =
      List.of(
          "The quick brown fox jumps over the lazy dog",
          "Invoice No. 2026-1174 of 27 November",
          "Please return all goods within 28 days",
          "Total: 1,204.50 EUR (19% VAT included)");

  private static final List<String> RECEIPT =
      List.of(
          "GREENGROCER LTD",
          "12 High Street, London",
          "Bananas 1.2kg 2.14",
          "Milk 2L 1.65",
          "Wholemeal bread 1.80",
          "Cheddar 350g 3.99",
          "TOTAL GBP 9.58",
          "Thank you!");

  /** Each label is followed by what is written on its line. */
  private static final List<String> FORM =
      List.of(
          "Surname", "MILLER",
          "First name", "Anna Maria",
          "Date of birth", "14.08.1986",
          "Postcode", "SW1A 2AA",
          "Signature of the holder", "A. Miller");

  private static final List<String> SIGNS =
      List.of("EXIT", "NO PARKING", "Platform 12", "CAUTION WET FLOOR", "London 46");

  private static final Color PAPER = new Color(250, 250, 245);
  private static final Color STREET = new Color(90, 95, 100);

  private final Random random = new Random(20261127);

  /** Clean print in five typefaces, {@code pixels} high. */
  List<Sample> print(int pixels) {
    List<Sample> samples = new ArrayList<>();
    for (Typeface typeface : Typeface.values()) {
      samples.add(
          new Sample(typeface + " of " + pixels + " px", page(PRINT, typeface, pixels), PRINT));
    }
    return samples;
  }

  /** A receipt and a page, turned in steps of 15 degrees all around. */
  List<Sample> turned(int from, int to) {
    List<Sample> samples = new ArrayList<>();
    for (int degrees = from; degrees <= to; degrees += 15) {
      samples.add(
          new Sample(
              "page at " + degrees, page(PRINT, Typeface.SANS, 20).turned(degrees, PAPER), PRINT));
    }
    return samples;
  }

  List<Sample> receipts() {
    DrawnText receipt = page(RECEIPT, Typeface.TYPEWRITER, 16);
    return List.of(
        new Sample("receipt", receipt, RECEIPT),
        new Sample("receipt, blurred", page(RECEIPT, Typeface.TYPEWRITER, 16).blurred(2), RECEIPT),
        new Sample(
            "receipt, noisy", page(RECEIPT, Typeface.TYPEWRITER, 16).noisy(12, random), RECEIPT));
  }

  /** Labels on the left, with what was filled in on a rule to the right of each. */
  List<Sample> forms() {
    List<Sample> samples = new ArrayList<>();
    for (Typeface typeface : List.of(Typeface.NARROW, Typeface.BOOK, Typeface.TYPEWRITER)) {
      DrawnText form = new DrawnText(640, 60 + FORM.size() / 2 * 60, PAPER);
      for (int i = 0; i < FORM.size(); i += 2) {
        int baseline = 60 + i / 2 * 60;
        form.text(FORM.get(i), Typeface.SANS, 14, 30, baseline)
            .text(FORM.get(i + 1), typeface, 22, 300, baseline)
            .box(290, baseline + 8, 320, 2);
      }
      samples.add(new Sample("form filled in " + typeface, form, FORM));
    }
    return samples;
  }

  List<Sample> signs() {
    List<Sample> samples = new ArrayList<>();
    for (String sign : SIGNS) {
      samples.add(
          new Sample(
              sign,
              new DrawnText(640, 480, STREET)
                  .colour(new Color(0, 90, 160))
                  .box(40, 160, 560, 130)
                  .colour(Color.WHITE)
                  .text(sign, Typeface.BOLD, 46, 70, 240)
                  .noisy(8, random),
              List.of(sign)));
    }
    return samples;
  }

  /** Number plates of six patterns, turned by up to 15 degrees, blurred and noisy. */
  List<Sample> plates(int count) {
    String[] patterns = {"AA11 AAA", "A-AA 1111", "1AAA111", "AA AA 111", "AAA 1111", "11-AA-11"};
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String plate = plate(patterns[i % patterns.length]);
      double degrees = random.nextInt(31) - 15;
      int height = 30 + random.nextInt(40);
      Color ground = i % 3 == 0 ? new Color(255, 210, 0) : Color.WHITE;
      DrawnText picture =
          new DrawnText(480, 360, STREET)
              .colour(Color.BLACK)
              .box(58, 148, (int) (plate.length() * height * 0.62) + 24, height + 4)
              .colour(ground)
              .box(60, 150, (int) (plate.length() * height * 0.62) + 20, height)
              .colour(Color.BLACK)
              .text(plate, Typeface.BOLD, height * 0.8, 72, 150 + height * 0.79)
              .turned(degrees, STREET)
              .blurred(2)
              .noisy(8, random);
      samples.add(new Sample("plate " + plate + " at " + degrees, picture, List.of(plate)));
    }
    return samples;
  }

  private String plate(String pattern) {
    StringBuilder plate = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      plate.append(
          switch (c) {
            // Without I, O and Q, as most countries have it.
            case 'A' -> "ABCDEFGHJKLMNPRSTUVWXYZ".charAt(random.nextInt(23));
            case '1' -> (char) ('0' + random.nextInt(10));
            default -> c;
          });
    }
    return plate.toString();
  }

  private static DrawnText page(List<String> lines, Typeface typeface, int pixels) {
    int longest = lines.stream().mapToInt(String::length).max().orElseThrow();
    int lineHeight = 2 * pixels;
    DrawnText page =
        new DrawnText(
            Math.max(160, (int) (longest * pixels * 0.68) + 60),
            lines.size() * lineHeight + 60,
            PAPER);
    for (int i = 0; i < lines.size(); i++) {
      page.text(lines.get(i), typeface, pixels, 30, 30 + (i + 0.8) * lineHeight);
    }
    return page;
  }
}
