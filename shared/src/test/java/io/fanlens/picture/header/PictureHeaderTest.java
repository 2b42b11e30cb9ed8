package io.fanlens.picture.header;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.HandMade;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.Size;
import io.fanlens.picture.TestPictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureHeaderTest {

  private static final Orientation QUARTER = new Orientation(6);

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png", "gif", "bmp", "tiff"})
  void shouldReadTheSizeThatTheJdkWrote(String format) throws Exception {
    byte[] picture = TestPictures.encode(TestPictures.quarters(200, 100), format);
    PictureHeader header = PictureHeader.read(picture).orElseThrow();
    assertEquals(new Size(200, 100), header.size());
    assertEquals(format.toUpperCase(Locale.ROOT), header.format().name());
    assertEquals(Orientation.AS_STORED, header.orientation());
    assertEquals(8, header.bitsPerSample());
    assertEquals(format.equals("gif") ? ColourModel.PALETTE : ColourModel.RGB, header.colours());
  }

  @Test
  void shouldTellGreyAnd16Bits() throws Exception {
    BufferedImage grey = new BufferedImage(90, 80, BufferedImage.TYPE_USHORT_GRAY);
    PictureHeader header = PictureHeader.read(TestPictures.encode(grey, "png")).orElseThrow();
    assertEquals(
        new PictureHeader(
            PictureFormat.PNG, new Size(90, 80), Orientation.AS_STORED, 16, ColourModel.GREY),
        header);
  }

  @Test
  void shouldReadEveryOrientationOfAJpeg() throws Exception {
    byte[] jpeg = TestPictures.encode(TestPictures.quarters(200, 100), "jpeg");
    for (int tag = 1; tag <= 8; tag++) {
      for (boolean little : new boolean[] {true, false}) {
        PictureHeader header =
            PictureHeader.read(TestPictures.withOrientation(jpeg, tag, little)).orElseThrow();
        assertEquals(new Orientation(tag), header.orientation());
        assertEquals(tag >= 5 ? new Size(100, 200) : new Size(200, 100), header.upright());
      }
    }
  }

  @Test
  void shouldReadTheThreeKindsOfWebp() throws Exception {
    assertEquals(
        header(PictureFormat.WEBP, 640, 480, Orientation.AS_STORED, 8, ColourModel.RGB),
        PictureHeader.read(HandMade.webpLossy(640, 480)));
    assertEquals(
        header(PictureFormat.WEBP, 16_383, 1, Orientation.AS_STORED, 8, ColourModel.RGB_ALPHA),
        PictureHeader.read(HandMade.webpLossless(16_383, 1)));
    assertEquals(
        header(PictureFormat.WEBP, 70_000, 480, QUARTER, 8, ColourModel.RGB),
        PictureHeader.read(HandMade.webpExtended(70_000, 480)));
  }

  @Test
  void shouldReadThePrimaryItemOfAvifAndHeic() throws Exception {
    assertEquals(
        header(PictureFormat.AVIF, 4_000, 3_000, QUARTER, 10, ColourModel.UNKNOWN),
        PictureHeader.read(HandMade.iso("avif", 4_000, 3_000)));
    assertEquals(
        header(PictureFormat.HEIC, 4_032, 3_024, QUARTER, 10, ColourModel.UNKNOWN),
        PictureHeader.read(HandMade.iso("heic", 4_032, 3_024)));
  }

  @Test
  void shouldReadTiffAndBigTiff() throws Exception {
    for (boolean big : new boolean[] {false, true}) {
      assertEquals(
          header(PictureFormat.TIFF, 640, 480, QUARTER, 16, ColourModel.CMYK),
          PictureHeader.read(
              HandMade.tiff(big, 256, 640, 257, 480, 258, 16, 262, 5, 274, 6, 277, 4)));
    }
  }

  @Test
  void shouldTakeTheLargerOfAGifsScreenAndFrame() throws Exception {
    assertEquals(
        new Size(65_535, 65_535),
        PictureHeader.read(HandMade.gif(1, 1, 65_535, 65_535)).orElseThrow().size());
  }

  @Test
  void shouldAskForMoreWhereTheBytesEndBeforeTheSize() throws Exception {
    byte[] jpeg = TestPictures.encode(TestPictures.quarters(200, 100), "jpeg");
    for (byte[] whole :
        new byte[][] {
          jpeg, HandMade.png(9, 9), HandMade.webpLossy(9, 9), HandMade.tiff(false, 256, 9, 257, 9)
        }) {
      assertEquals(Optional.empty(), PictureHeader.read(Arrays.copyOf(whole, 24)));
    }
  }

  @Test
  void shouldRefuseLies() {
    refused(PictureProblem.NOT_A_PICTURE, new byte[0]);
    refused(PictureProblem.NOT_A_PICTURE, "GI".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    refused(PictureProblem.BROKEN, HandMade.png(0, 100));
    refused(PictureProblem.BROKEN, HandMade.png(0xFFFFFFFFL, 100));
    refused(PictureProblem.BROKEN, HandMade.tiff(false, 256, 100));
    refused(
        PictureProblem.BROKEN,
        HandMade.tiff(false, 256, 100, 257, 100, 322, 1_000_000, 323, 1_000_000));
    refused(
        PictureProblem.UNSUPPORTED_FORMAT, HandMade.tiff(false, 256, 100, 257, 100, 277, 65_535));
    refused(PictureProblem.BROKEN, new HandMade().big(4, 0xFFD8FFE0L).big(2, 1).zeros(64).bytes());
    refused(PictureProblem.BROKEN, new HandMade().big(4, 0xFFD8FFDAL).big(2, 12).zeros(64).bytes());
  }

  private static void refused(PictureProblem problem, byte[] bytes) {
    BadPictureException refused =
        assertThrows(BadPictureException.class, () -> PictureHeader.read(bytes));
    assertEquals(problem, refused.problem(), refused.getMessage());
  }

  private static Optional<PictureHeader> header(
      PictureFormat format,
      int width,
      int height,
      Orientation orientation,
      int bits,
      ColourModel colours) {
    return Optional.of(
        new PictureHeader(format, new Size(width, height), orientation, bits, colours));
  }
}
