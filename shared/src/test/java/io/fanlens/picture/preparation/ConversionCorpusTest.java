package io.fanlens.picture.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.vips.TestVips;
import io.fanlens.picture.vips.Vips;
import io.fanlens.picture.vips.VipsCodec;
import io.fanlens.picture.vips.VipsPictures;
import io.fanlens.picture.vips.VipsPictures.Colours;
import io.fanlens.settings.PictureLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every format in every kind of colours and all eight orientations, converted by libvips and read
 * again by the JDK: the size is exact, the picture stands upright, and the mean error of a colour
 * is at most {@value #MEAN_ERROR} of 255, {@value #MEAN_ERROR_CMYK} for CMYK, whose printing inks
 * come back as near as a profile can bring them.
 */
class ConversionCorpusTest {

  private static final double MEAN_ERROR = 4;
  private static final double MEAN_ERROR_CMYK = 10;

  private static final PictureLimits SHORTER = new PictureLimits(5_242_880, 80, 150);
  private static final int KEEP_NOTHING = 0;
  private static final int FULL_QUALITY = 90;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Kind(String saver, Colours colours, Orientation orientation, Object... options) {

    @Override
    public String toString() {
      return saver + " " + colours + " " + orientation.tag();
    }
  }

  static Stream<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    for (int tag = 1; tag <= 8; tag++) {
      Orientation turned = new Orientation(tag);
      for (Colours colours : Colours.values()) {
        kinds.add(new Kind("tiff", colours, turned));
        if (colours != Colours.CMYK) {
          kinds.add(new Kind("png", colours, turned));
        }
      }
      for (Colours colours : List.of(Colours.SRGB, Colours.GREY, Colours.CMYK, Colours.P3)) {
        kinds.add(new Kind("jpeg", colours, turned, "Q", FULL_QUALITY));
      }
      for (Colours colours : List.of(Colours.SRGB, Colours.ALPHA, Colours.P3)) {
        kinds.add(new Kind("webp", colours, turned, "Q", FULL_QUALITY));
      }
    }
    Orientation asStored = Orientation.AS_STORED;
    kinds.add(new Kind("webp", Colours.ALPHA, asStored, "lossless", 1));
    kinds.add(new Kind("gif", Colours.SRGB, asStored));
    kinds.add(new Kind("tiff", Colours.SRGB, asStored, "compression", 5)); // LZW
    kinds.add(new Kind("tiff", Colours.SRGB, asStored, "tile", 1));
    kinds.add(new Kind("png", Colours.SRGB, asStored, "interlace", 1));
    kinds.add(new Kind("jpeg", Colours.SRGB, asStored, "interlace", 1, "Q", FULL_QUALITY));
    // 4 is AV1
    kinds.add(new Kind("heif", Colours.SRGB, asStored, "compression", 4, "Q", FULL_QUALITY));
    kinds.add(new Kind("heif", Colours.ALPHA, asStored, "compression", 4, "Q", FULL_QUALITY));
    return kinds.stream();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void shouldComeOutUprightAndInItsColours(Kind kind) throws Exception {
    Vips vips = TestVips.orSkip();
    VipsCodec codec = new VipsCodec(vips);
    BufferedImage upright = muted(160, 120);
    byte[] upload =
        new VipsPictures(vips)
            .encode(upright, kind.saver(), kind.colours(), kind.orientation(), kind.options());
    PictureHeader header = PictureHeader.read(upload).orElseThrow();
    assertEquals(kind.orientation(), header.orientation());

    PreparedPicture prepared = new PicturePreparer(1_000_000, () -> codec).prepare(upload, SHORTER);

    assertEquals(Optional.of(header.format()), prepared.convertedFrom());
    assertEquals(Optional.of(header.size()), prepared.scaledFrom());
    BufferedImage sent = TestPictures.decode(prepared.bytes());
    assertEquals(150, sent.getWidth());
    assertEquals(113, sent.getHeight());
    assertEquals(150, prepared.width());
    assertEquals(113, prepared.height());
    double error = meanError(expected(upright, kind.colours()), sent);
    double bound = kind.colours() == Colours.CMYK ? MEAN_ERROR_CMYK : MEAN_ERROR;
    assertTrue(error <= bound, "the mean error is " + error);
  }

  /** As all other tools read them: each ink takes its part of the light. */
  @Test
  void shouldMultiplyInksThatNoProfileDescribes() throws Exception {
    VipsCodec codec = new VipsCodec(TestVips.orSkip());
    byte[] upload =
        new VipsPictures(TestVips.orSkip())
            .encode(
                muted(160, 120), "tiff", Colours.CMYK, Orientation.AS_STORED, "keep", KEEP_NOTHING);
    BufferedImage inks = TestPictures.decode(upload);

    byte[] jpeg = new PicturePreparer(1_000_000, () -> codec).prepare(upload, SHORTER).bytes();

    BufferedImage sent = TestPictures.decode(jpeg);
    int[] ink = inks.getRaster().getPixel(40, 30, (int[]) null);
    Color seen = new Color(sent.getRGB(37, 28));
    assertEquals((255 - ink[0]) * (255 - ink[3]) / 255.0, seen.getRed(), MEAN_ERROR);
    assertEquals((255 - ink[1]) * (255 - ink[3]) / 255.0, seen.getGreen(), MEAN_ERROR);
    assertEquals((255 - ink[2]) * (255 - ink[3]) / 255.0, seen.getBlue(), MEAN_ERROR);
  }

  /** Four quarters in colours that every colour model can hold. */
  private static BufferedImage muted(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = image.createGraphics();
    int[] colours = {0xB4786E, 0x789678, 0x647896, 0xE6E6E6};
    for (int i = 0; i < colours.length; i++) {
      graphics.setColor(new Color(colours[i]));
      graphics.fillRect((i % 2) * width / 2, (i / 2) * height / 2, width / 2, height / 2);
    }
    graphics.dispose();
    return image;
  }

  private static BufferedImage expected(BufferedImage upright, Colours colours) {
    BufferedImage expected =
        new BufferedImage(upright.getWidth(), upright.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < upright.getHeight(); y++) {
      for (int x = 0; x < upright.getWidth(); x++) {
        Color colour = new Color(upright.getRGB(x, y));
        expected.setRGB(
            x,
            y,
            switch (colours) {
              case GREY, GREY16 -> grey(colour).getRGB();
              case ALPHA -> onWhite(colour).getRGB();
              default -> colour.getRGB();
            });
      }
    }
    return expected;
  }

  private static Color onWhite(Color colour) {
    return new Color(
        (colour.getRed() + 255) / 2, (colour.getGreen() + 255) / 2, (colour.getBlue() + 255) / 2);
  }

  /** Luminance is linear in light, hence the way there and back. */
  private static Color grey(Color colour) {
    double light =
        0.2126 * linear(colour.getRed())
            + 0.7152 * linear(colour.getGreen())
            + 0.0722 * linear(colour.getBlue());
    int grey = (int) Math.round(255 * (1.055 * Math.pow(light, 1 / 2.4) - 0.055));
    return new Color(grey, grey, grey);
  }

  private static double linear(int value) {
    return Math.pow((value / 255.0 + 0.055) / 1.055, 2.4);
  }

  /** As stored: getRGB would take grey values for linear light. */
  private static Color sample(BufferedImage picture, int x, int y) {
    int[] samples = picture.getRaster().getPixel(x, y, (int[]) null);
    return samples.length == 1
        ? new Color(samples[0], samples[0], samples[0])
        : new Color(picture.getRGB(x, y));
  }

  private static double meanError(BufferedImage expected, BufferedImage actual) {
    double sum = 0;
    for (int y = 0; y < actual.getHeight(); y++) {
      for (int x = 0; x < actual.getWidth(); x++) {
        Color is = sample(actual, x, y);
        Color shouldBe =
            new Color(
                expected.getRGB(
                    x * expected.getWidth() / actual.getWidth(),
                    y * expected.getHeight() / actual.getHeight()));
        sum +=
            Math.abs(is.getRed() - shouldBe.getRed())
                + Math.abs(is.getGreen() - shouldBe.getGreen())
                + Math.abs(is.getBlue() - shouldBe.getBlue());
      }
    }
    return sum / (3.0 * actual.getWidth() * actual.getHeight());
  }
}
