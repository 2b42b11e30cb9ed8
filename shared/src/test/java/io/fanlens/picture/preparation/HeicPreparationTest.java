package io.fanlens.picture.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.Size;
import io.fanlens.picture.codec.RgbPixels;
import io.fanlens.picture.heif.HeicDecoder;
import io.fanlens.picture.heif.TestHeic;
import io.fanlens.picture.vips.TestVips;
import io.fanlens.picture.vips.VipsCodec;
import io.fanlens.settings.PictureLimits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeicPreparationTest {

  /** Mean difference of a sample, of 255; the expected pixels are JPEGs themselves. */
  private static final double CLOSE = 3;

  private static final PictureLimits LIMITS = new PictureLimits(5_242_880, 80, 4_096);

  @Test
  void shouldFollowTheProfile() throws Exception {
    PreparedPicture jpeg = preparer().prepare(TestHeic.file("p3.heic"), LIMITS);

    assertEquals(Optional.of(PictureFormat.HEIC), jpeg.convertedFrom());
    BufferedImage seen = image(jpeg.bytes());
    assertColour(230, 30, 30, seen.getRGB(50, 30));
    assertColour(30, 200, 40, seen.getRGB(150, 30));
    assertColour(40, 60, 220, seen.getRGB(50, 90));
    assertColour(240, 150, 20, seen.getRGB(150, 90));
  }

  @Test
  void shouldSendAGridAsJpegUpright() throws Exception {
    PreparedPicture jpeg = preparer().prepare(TestHeic.file("turned-then-mirrored.heic"), LIMITS);

    assertEquals(PictureFormat.JPEG, jpeg.format());
    assertEquals(new Size(200, 350), new Size(jpeg.width(), jpeg.height()));
    assertTrue(
        difference(image(TestHeic.file("turned-then-mirrored.jpg")), pixels(image(jpeg.bytes())))
            < CLOSE);
  }

  @Test
  void shouldNameTheWayOutWhereThereIsNoDecoder() {
    PicturePreparer without =
        new PicturePreparer(50_000_000, () -> new VipsCodec(TestVips.orSkip()));

    BadPictureException refused =
        assertThrows(
            BadPictureException.class, () -> without.prepare(TestHeic.file("single.heic"), LIMITS));

    assertEquals(PictureProblem.UNSUPPORTED_FORMAT, refused.problem());
    assertEquals(
        "HEIC pictures cannot be converted here; upload it as JPEG or PNG, or deploy with \"heic\":"
            + " true in cdk.json.",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 900, 3_000, 17_000})
  void shouldCallACutFileBroken(int length) {
    byte[] cut = Arrays.copyOf(TestHeic.file("grid.heic"), length);

    BadPictureException refused =
        assertThrows(BadPictureException.class, () -> preparer().prepare(cut, LIMITS));

    assertEquals(PictureProblem.BROKEN, refused.problem());
  }

  private static PicturePreparer preparer() {
    HeicDecoder decoder = TestHeic.orSkip();
    VipsCodec codec = new VipsCodec(TestVips.orSkip(), () -> Optional.of(decoder));
    return new PicturePreparer(50_000_000, () -> codec);
  }

  private static void assertColour(int red, int green, int blue, int rgb) {
    String seen = "%d %d %d".formatted(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    assertEquals(red, rgb >> 16 & 0xFF, 8, seen);
    assertEquals(green, rgb >> 8 & 0xFF, 8, seen);
    assertEquals(blue, rgb & 0xFF, 8, seen);
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
