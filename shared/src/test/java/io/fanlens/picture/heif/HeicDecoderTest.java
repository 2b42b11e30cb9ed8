package io.fanlens.picture.heif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.Size;
import io.fanlens.picture.codec.RgbPixels;
import io.fanlens.picture.header.ColourModel;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.header.PictureHeader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeicDecoderTest {

  /** Mean difference of a sample, of 255; the expected pixels are JPEGs themselves. */
  private static final double CLOSE = 3;

  private final HeicDecoder decoder = TestHeic.orSkip();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "single",
        "odd",
        "alpha",
        "ten",
        "grid",
        "mirrored-then-turned",
        "turned-then-mirrored"
      })
  void shouldSeeWhatAnotherDecoderSees(String name) throws Exception {
    RgbPixels pixels = decode(TestHeic.file(name + ".heic")).pixels();

    BufferedImage expected = image(TestHeic.file(name + ".jpg"));
    assertEquals(expected.getWidth(), pixels.width());
    assertEquals(expected.getHeight(), pixels.height());
    double difference = difference(expected, pixels);
    assertTrue(difference < CLOSE, "mean difference " + difference);
  }

  @ParameterizedTest
  @CsvSource({
    "single.heic, 200, 120, 1, 8",
    "odd.heic, 151, 111, 1, 8",
    "ten.heic, 200, 120, 1, 10",
    "grid.heic, 350, 200, 1, 0",
    "mirrored-then-turned.heic, 350, 200, 7, 0",
    "turned-then-mirrored.heic, 350, 200, 7, 0",
  })
  void shouldTellSizeAndOrientationFromTheHead(
      String name, int width, int height, int orientation, int bits) throws Exception {
    assertEquals(
        Optional.of(
            new PictureHeader(
                PictureFormat.HEIC,
                new Size(width, height),
                new Orientation(orientation),
                bits,
                ColourModel.UNKNOWN)),
        PictureHeader.read(Arrays.copyOf(TestHeic.file(name), 2_000)));
  }

  @Test
  void shouldHandOverTheProfile() throws Exception {
    assertTrue(decode(TestHeic.file("p3.heic")).profile().isPresent());
  }

  /** A grid that says it is small and decodes to much is refused at its first tile. */
  @Test
  void shouldRefuseTilesThatDoNotMakeThePicture() {
    byte[] grid = TestHeic.file("grid.heic");
    int at = new String(grid, StandardCharsets.ISO_8859_1).indexOf("idat") + 4;
    grid[at + 5] = 100; // width 350, of which 256 stay in the byte before
    IOException broken = assertThrows(IOException.class, () -> decode(grid));
    assertTrue(
        broken.getMessage().contains("its header says")
            || broken.getMessage().contains("do not make"),
        broken.getMessage());
  }

  private HeicDecoder.Picture decode(byte[] file) throws IOException, BadPictureException {
    return decoder.decode(file, PictureHeader.read(file).orElseThrow());
  }

  private static BufferedImage image(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  private static RgbPixels pixels(BufferedImage image) {
    BufferedImage plain =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    plain.createGraphics().drawImage(image, 0, 0, null);
    return RgbPixels.taking(plain);
  }

  private static double difference(BufferedImage expected, RgbPixels actual) {
    byte[] wanted = pixels(expected).rgb();
    long sum = 0;
    for (int i = 0; i < wanted.length; i++) {
      sum += Math.abs((wanted[i] & 0xFF) - (actual.rgb()[i] & 0xFF));
    }
    return (double) sum / wanted.length;
  }
}
