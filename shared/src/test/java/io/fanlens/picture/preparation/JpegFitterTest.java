package io.fanlens.picture.preparation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.Size;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.codec.PixelSource;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.vips.TestVips;
import io.fanlens.picture.vips.Vips;
import io.fanlens.picture.vips.VipsPictures;
import io.fanlens.settings.PictureLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegFitterTest {

  private static final PictureLimits LIMITS = new PictureLimits(5_000_000, 80, 65_535);

  /** A picture whose bytes follow from its pixels by a power, as those of photographs do. */
  private static final class Photo implements PixelSource {

    private final double bytesAtFullSize;
    private final double power;
    private final List<Size> written = new ArrayList<>();

    Photo(double bytesAtFullSize, double power) {
      this.bytesAtFullSize = bytesAtFullSize;
      this.power = power;
    }

    @Override
    public Size upright() {
      return new Size(8_000, 6_000);
    }

    @Override
    public byte[] jpeg(Size size, int quality) {
      written.add(size);
      double part = Math.pow(size.pixels() / 48e6, power);
      return new byte[(int) (bytesAtFullSize * part * (quality < 85 ? 0.75 : 1))];
    }

    @Override
    public void close() {
      // nothing is open
    }
  }

  @Test
  void shouldWriteWhatFitsOnce() throws Exception {
    Photo photo = new Photo(4_900_000, 1);
    JpegFitter.fit(photo, LIMITS, OptionalDouble.of(6_000_000));
    assertEquals(List.of(new Size(8_000, 6_000)), photo.written);
  }

  @Test
  void shouldRecompressBeforeItScales() throws Exception {
    Photo photo = new Photo(5_900_000, 0.9);
    Size size = JpegFitter.fit(photo, LIMITS, OptionalDouble.empty()).size();
    assertEquals(new Size(8_000, 6_000), size);
    assertEquals(2, photo.written.size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.75, 0.85, 0.95, 1})
  void shouldFitInFewStepsAndKeepDetail(double power) throws Exception {
    for (double megabytes : new double[] {6, 8, 12, 20, 40}) {
      Photo photo = new Photo(megabytes * 1e6, power);
      byte[] fitted = JpegFitter.fit(photo, LIMITS, OptionalDouble.empty()).bytes();
      assertTrue(photo.written.size() <= 3, photo.written.toString());
      assertTrue(fitted.length > LIMITS.maxBytes() * 0.55, fitted.length + " bytes");
    }
  }

  @Test
  void shouldNotWriteInFullWhatIsSurelyTooLarge() throws Exception {
    Photo photo = new Photo(15e6, 0.85);
    JpegFitter.fit(photo, LIMITS, OptionalDouble.of(15e6));
    assertTrue(photo.written.getFirst().pixels() < 30e6, photo.written.toString());
    assertTrue(photo.written.size() <= 2, photo.written.toString());
  }

  @Test
  void shouldGrowAgainWhereTheGuessWasTooLow() throws Exception {
    Photo photo = new Photo(6e6, 0.9);
    byte[] fitted = JpegFitter.fit(photo, LIMITS, OptionalDouble.of(20e6)).bytes();
    assertEquals(2, photo.written.size());
    assertTrue(fitted.length > LIMITS.maxBytes() * 0.7, fitted.length + " bytes");
  }

  @Test
  void shouldTryTheLeastSideBeforeItGivesUp() throws Exception {
    Photo photo = new Photo(8e6, 0.2);
    PictureLimits narrow = new PictureLimits(5_000_000, 3_000, 65_535);
    Size size = JpegFitter.fit(photo, narrow, OptionalDouble.of(900e6)).size();
    assertEquals(new Size(4_000, 3_000), photo.written.getFirst());
    assertTrue(size.shorter() >= 3_000, size.toString());
  }

  @Test
  void shouldGiveUpWhereNothingCanFit() {
    PictureLimits tiny = new PictureLimits(100, 5_900, 65_535);
    BadPictureException refused =
        assertThrows(
            BadPictureException.class,
            () -> JpegFitter.fit(new Photo(9e6, 1), tiny, OptionalDouble.empty()));
    assertEquals(PictureProblem.TOO_LARGE, refused.problem());
  }

  @Test
  void shouldGuessTheBytesOfAJpegWrittenAgain() {
    Vips vips = TestVips.orSkip();
    VipsPictures pictures = new VipsPictures(vips);
    int usual = size(pictures, 85);
    for (int quality : new int[] {60, 75, 92}) {
      byte[] jpeg =
          pictures.encode(
              TestPictures.noise(400, 300),
              "jpeg",
              VipsPictures.Colours.SRGB,
              Orientation.AS_STORED,
              "Q",
              quality,
              "subsample-mode",
              1);
      double guess = JpegBytes.expected(jpeg, jpeg.length, PictureFormat.JPEG, 85).orElseThrow();
      assertEquals(1, guess / usual, 0.35, "from quality " + quality);
    }
  }

  private static int size(VipsPictures pictures, int quality) {
    return pictures.encode(
            TestPictures.noise(400, 300),
            "jpeg",
            VipsPictures.Colours.SRGB,
            Orientation.AS_STORED,
            "Q",
            quality,
            "subsample-mode",
            1)
        .length;
  }
}
