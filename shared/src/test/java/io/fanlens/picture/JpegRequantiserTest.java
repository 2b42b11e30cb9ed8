package io.fanlens.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.PreparedPicture.Size;
import io.fanlens.picture.VipsPictures.Colours;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs that are written again without being decoded, beside the same ones through libvips. */
class JpegRequantiserTest {

  private static final int SUBSAMPLED = 1;
  private static final int NOT_SUBSAMPLED = 2;

  /** Of 255, by which the mean error may be above that of libvips. */
  private static final double WORSE = 0.05;

  private final Vips vips = TestVips.orSkip();
  private final VipsPictures pictures = new VipsPictures(vips);

  @ParameterizedTest
  @CsvSource({
    "160, 120, SRGB, 92", "161, 119, SRGB, 92", "80, 3, SRGB, 100", "1, 1, SRGB, 90",
    "160, 120, GREY, 92", "163, 117, GREY, 100", "160, 120, SRGB, 70", "17, 200, SRGB, 95"
  })
  void shouldBeAsNearToThePictureAsDecodingAndEncodingIs(
      int width, int height, Colours colours, int quality) throws Exception {
    byte[] source = jpeg(picture(width, height), colours, "Q", quality);

    assertNearAndSmall(source);
  }

  @Test
  void shouldReadRestartsAndTablesOfTheFilesOwn() throws Exception {
    BufferedImage picture = picture(200, 150);
    assertNearAndSmall(jpeg(picture, Colours.SRGB, "Q", 92, "restart-interval", 1));
    assertNearAndSmall(jpeg(picture, Colours.SRGB, "Q", 92, "restart-interval", 7));
    assertNearAndSmall(jpeg(picture, Colours.GREY, "Q", 92, "restart-interval", 5));
    assertNearAndSmall(jpeg(picture, Colours.SRGB, "Q", 92, "optimize-coding", 1));
    assertNearAndSmall(jpeg(picture, Colours.SRGB, "Q", 100, "optimize-coding", 1));
  }

  /** Finer steps than the source's would only cost bytes. */
  @Test
  void shouldKeepWhatIsCoarserAlready() throws Exception {
    byte[] source = jpeg(picture(160, 120), Colours.SRGB, "Q", 60);

    byte[] again = JpegRequantiser.jpeg(source, 85);

    assertArrayEquals(pixels(source), pixels(again));
  }

  @Test
  void shouldObeyTheQuality() throws Exception {
    byte[] source = jpeg(picture(160, 120), Colours.SRGB, "Q", 98);
    int[] lengths = {98, 85, 75, 40, 5, 1};
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = JpegRequantiser.jpeg(source, lengths[i]).length;
    }
    for (int i = 1; i < lengths.length; i++) {
      assertTrue(lengths[i] < lengths[i - 1], Arrays.toString(lengths));
    }
  }

  @Test
  void shouldLeaveOtherKindsAlone() {
    BufferedImage picture = picture(160, 120);
    for (byte[] other :
        List.of(
            jpeg(picture, Colours.SRGB, "interlace", 1),
            jpeg(picture, Colours.CMYK),
            pictures.encode(
                picture,
                "jpeg",
                Colours.SRGB,
                Orientation.AS_STORED,
                "subsample-mode",
                NOT_SUBSAMPLED),
            TestPictures.encode(picture, "png"))) {
      assertThrows(NotRequantised.class, () -> JpegRequantiser.jpeg(other, 85));
    }
  }

  @Test
  void shouldRefuseAFileThatIsCutAnywhere() {
    byte[] whole = jpeg(picture(40, 30), Colours.SRGB, "restart-interval", 1);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(NotRequantised.class, () -> JpegRequantiser.jpeg(cut, 85), "at " + length);
    }
  }

  /** Whatever is changed, the end is a JPEG of the same size that others read, or a refusal. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldEndWithAJpegOrARefusal(long seed) throws Exception {
    Random random = new Random(seed);
    byte[][] originals = {
      jpeg(picture(64, 48), Colours.SRGB, "Q", 92),
      jpeg(picture(64, 48), Colours.GREY, "Q", 98),
      jpeg(picture(64, 48), Colours.SRGB, "Q", 98, "restart-interval", 2)
    };
    int written = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] mutant = originals[i % originals.length].clone();
      int reach = i % 2 == 0 ? 700 : mutant.length;
      for (int edit = 0; edit <= i % 4; edit++) {
        mutant[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      try {
        byte[] jpeg = JpegRequantiser.jpeg(mutant, 85);
        Size told = PictureHeader.read(mutant).orElseThrow().size();
        assertEquals(told, PictureHeader.read(jpeg).orElseThrow().size());
        BufferedImage read = TestPictures.decode(jpeg);
        assertEquals(told, new Size(read.getWidth(), read.getHeight()));
        written++;
      } catch (NotRequantised e) {
        assertTrue(e.getMessage().length() > 5);
      }
    }
    assertTrue(written > 100, "the changes must leave some whole, not " + written);
  }

  /** Turned, of other colours or of another size: it needs its pixels. */
  @ParameterizedTest
  @CsvSource({"SRGB, 6, 120", "SRGB, 3, 160", "P3, 1, 160", "SRGB, 1, 150"})
  void shouldDecodeWhatMustChange(Colours colours, int tag, int width) throws Exception {
    byte[] source = encode(picture(160, 120), colours, new Orientation(tag), "Q", 92);
    PictureHeader header = PictureHeader.read(source).orElseThrow();
    try (PixelSource open = new VipsCodec(vips).open(source, header)) {
      Size size = new Size(width, width * open.upright().height() / open.upright().width());

      byte[] jpeg = open.jpeg(size, 85);

      assertTrue(!Arrays.equals(JpegRequantiser.jpeg(source, 85), jpeg));
    }
  }

  @Test
  void shouldBeTheWayOfAJpegThatKeepsItsSize() throws Exception {
    byte[] source = jpeg(picture(160, 120), Colours.SRGB, "Q", 92);
    PictureHeader header = PictureHeader.read(source).orElseThrow();
    try (PixelSource open = new VipsCodec(vips).open(source, header)) {
      assertArrayEquals(JpegRequantiser.jpeg(source, 85), open.jpeg(new Size(160, 120), 85));
    }
  }

  /** It has no end, so libvips must judge it. */
  @Test
  void shouldLeaveTheWordAboutBrokenFilesToLibvips() throws Exception {
    byte[] whole = jpeg(picture(160, 120), Colours.SRGB, "Q", 92);
    byte[] cut = Arrays.copyOf(whole, whole.length * 2 / 3);
    PictureHeader header = PictureHeader.read(cut).orElseThrow();
    try (PixelSource open = new VipsCodec(vips).open(cut, header)) {
      IOException refused =
          assertThrows(IOException.class, () -> open.jpeg(new Size(160, 120), 85));
      assertTrue(refused instanceof VipsFailed, refused.toString());
    }
  }

  private void assertNearAndSmall(byte[] source) throws IOException, BadPictureException {
    byte[] jpeg = JpegRequantiser.jpeg(source, 85);

    PictureHeader header = PictureHeader.read(source).orElseThrow();
    byte[] decoded = throughPixels(source, header);
    assertEquals(header.size(), PictureHeader.read(jpeg).orElseThrow().size());
    assertEquals(header.colours(), PictureHeader.read(jpeg).orElseThrow().colours());
    int[] before = pixels(source);
    double error = meanError(before, pixels(jpeg));
    double usual = meanError(before, pixels(decoded));
    assertTrue(error <= usual + WORSE, "%s, by libvips %s".formatted(error, usual));
    assertTrue(jpeg.length <= decoded.length * 1.1, jpeg.length + " of " + decoded.length);
  }

  private byte[] throughPixels(byte[] source, PictureHeader header) throws IOException {
    try (VipsScope scope = new VipsScope(vips)) {
      var file = scope.arena().allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, source);
      var image =
          scope.own(
              vips.variadicPointer(
                  "vips_image_new_from_buffer", 3, file, file.byteSize(), scope.text("")));
      assertEquals(header.size().width(), vips.number("vips_image_get_width", image));
      return VipsOutput.jpeg(scope, image, 85);
    }
  }

  private byte[] jpeg(BufferedImage picture, Colours colours, Object... options) {
    return encode(picture, colours, Orientation.AS_STORED, options);
  }

  private byte[] encode(
      BufferedImage picture, Colours colours, Orientation orientation, Object... options) {
    Object[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "subsample-mode";
    all[options.length + 1] = SUBSAMPLED;
    return pictures.encode(picture, "jpeg", colours, orientation, all);
  }

  /** Slopes, an edge and some grain, in colours. */
  private static BufferedImage picture(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grain = random.nextInt(24);
        int red = (x * 200 / width + grain) & 0xFF;
        int green = (y * 200 / height + grain) & 0xFF;
        int blue = x > y ? 180 + grain : 40 + grain;
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }

  private static int[] pixels(byte[] jpeg) {
    BufferedImage picture = TestPictures.decode(jpeg);
    return picture
        .getRaster()
        .getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
  }

  private static double meanError(int[] one, int[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += Math.abs(one[i] - other[i]);
    }
    return sum / one.length;
  }
}
