package io.fanlens.local.vision.text;

import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;

/** A picture with text drawn on it, by fonts of a dependency. */
public final class DrawnText {

  /** The fonts, by their files. */
  public enum Typeface {
    SANS("/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf"),
    SERIF("/net/sf/jasperreports/fonts/dejavu/DejaVuSerif.ttf"),
    NARROW("/liberation/LiberationSans-Regular.ttf"),
    BOOK("/liberation/LiberationSerif-Regular.ttf"),
    TYPEWRITER("/liberation/LiberationMono-Regular.ttf"),
    BOLD("/net/sf/jasperreports/fonts/dejavu/DejaVuSansCondensed-Bold.ttf");

    private final Font font;

    Typeface(String file) {
      try (InputStream in = DrawnText.class.getResourceAsStream(file)) {
        font = Font.createFont(Font.TRUETYPE_FONT, in);
      } catch (IOException | FontFormatException e) {
        throw new IllegalStateException("the font " + file + " cannot be read", e);
      }
    }

    Font of(double pixels) {
      return font.deriveFont((float) pixels);
    }
  }

  private final BufferedImage image;
  private final Graphics2D graphics;

  public DrawnText(int width, int height, Color background) {
    this(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), background);
  }

  private DrawnText(BufferedImage image, Color background) {
    this.image = image;
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(background);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setColor(Color.BLACK);
  }

  DrawnText colour(Color colour) {
    graphics.setColor(colour);
    return this;
  }

  DrawnText box(int x, int y, int width, int height) {
    graphics.fillRoundRect(x, y, width, height, height / 5, height / 5);
    return this;
  }

  public DrawnText text(String text, Typeface typeface, double pixels, double x, double y) {
    graphics.setFont(typeface.of(pixels));
    graphics.drawString(text, (float) x, (float) y);
    return this;
  }

  /** Turned clockwise about its middle, on a square that it fits in. */
  DrawnText turned(double degrees, Color background) {
    int side = (int) Math.ceil(Math.hypot(image.getWidth(), image.getHeight()));
    DrawnText turned = new DrawnText(side, side, background);
    AffineTransform turn =
        AffineTransform.getRotateInstance(Math.toRadians(degrees), side / 2.0, side / 2.0);
    turn.translate((side - image.getWidth()) / 2.0, (side - image.getHeight()) / 2.0);
    turned.graphics.drawImage(image, turn, null);
    return turned;
  }

  /** Blurred by a square of that many pixels. */
  DrawnText blurred(int pixels) {
    float[] kernel = new float[pixels * pixels];
    Arrays.fill(kernel, 1f / kernel.length);
    BufferedImage blurred =
        new ConvolveOp(new Kernel(pixels, pixels, kernel), ConvolveOp.EDGE_NO_OP, null)
            .filter(image, null);
    DrawnText drawn = new DrawnText(image.getWidth(), image.getHeight(), Color.WHITE);
    drawn.graphics.drawImage(blurred, 0, 0, null);
    return drawn;
  }

  /** With noise of that standard deviation, of 255. */
  DrawnText noisy(double deviation, Random random) {
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int noise = (int) Math.round(random.nextGaussian() * deviation);
        int noisy = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
          noisy |= Math.clamp((rgb >> shift & 255) + noise, 0, 255) << shift;
        }
        image.setRGB(x, y, noisy);
      }
    }
    return this;
  }

  public byte[] png() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }

  Photo photo() {
    try {
      return PhotoReader.read(png());
    } catch (Exception e) {
      throw new IllegalStateException("the drawn picture cannot be read", e);
    }
  }
}
