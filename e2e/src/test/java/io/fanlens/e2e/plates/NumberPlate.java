package io.fanlens.e2e.plates;

import io.fanlens.e2e.PipelinePictures;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A number plate such as {@code AB12 CDE}, drawn a little askew by a font of a dependency. */
record NumberPlate(String text) {

  /** Without those that most countries leave out. */
  private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

  private static final Color STREET = new Color(90, 95, 100);
  private static final Font FONT = font();

  private static Font font() {
    String file = "/net/sf/jasperreports/fonts/dejavu/DejaVuSansCondensed-Bold.ttf";
    try (InputStream in = NumberPlate.class.getResourceAsStream(file)) {
      return Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(34f);
    } catch (IOException | FontFormatException e) {
      throw new IllegalStateException("the font " + file + " cannot be read", e);
    }
  }

  /** Different ones, always the same. */
  static List<NumberPlate> some(int count) {
    Random random = new Random(20261128);
    Set<NumberPlate> plates = new LinkedHashSet<>();
    while (plates.size() < count) {
      plates.add(
          new NumberPlate(
              letters(2, random) + (10 + random.nextInt(90)) + " " + letters(3, random)));
    }
    return List.copyOf(plates);
  }

  private static String letters(int count, Random random) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < count; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return letters.toString();
  }

  String key() {
    return "plates/" + text.replace(' ', '-') + ".png";
  }

  /** So small that reading 200 of them is no matter of minutes. */
  byte[] photograph() {
    BufferedImage image = new BufferedImage(320, 160, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(STREET);
    graphics.fillRect(0, 0, 320, 160);
    graphics.rotate(Math.toRadians(text.hashCode() % 4), 160, 80);
    graphics.setColor(Color.BLACK);
    graphics.fillRoundRect(46, 50, 228, 56, 10, 10);
    graphics.setColor(Color.WHITE);
    graphics.fillRoundRect(49, 53, 222, 50, 8, 8);
    graphics.setColor(Color.BLACK);
    graphics.setFont(FONT);
    graphics.drawString(text, 160 - graphics.getFontMetrics().stringWidth(text) / 2, 90);
    graphics.dispose();
    return PipelinePictures.encode(image, "png");
  }
}
