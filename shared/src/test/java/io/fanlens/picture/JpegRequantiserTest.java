package io.fanlens.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.PreparedPicture.Size;
import io.fanlens.picture.VipsPictures.Colours;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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

    byte[] again = JpegRequantiser.jpeg(source, 85, Orientation.AS_STORED);

    assertArrayEquals(pixels(source), pixels(again));
  }

  /** Whole units on the side that is mirrored: 160 and 112 px are, and in grey 168 and 120. */
  @ParameterizedTest
  @CsvSource({"160, 112, SRGB", "168, 120, GREY"})
  void shouldTurnInEveryWay(int width, int height, Colours colours) throws Exception {
    BufferedImage upright = picture(width, height);
    for (int tag = 1; tag <= 8; tag++) {
      Orientation orientation = new Orientation(tag);
      byte[] source = encode(upright, colours, orientation, "Q", 92);

      byte[] jpeg = JpegRequantiser.jpeg(source, 85, orientation);

      assertNear(source, jpeg, orientation);
    }
  }

  /** What is not mirrored may end with a part of a unit. */
  @ParameterizedTest
  @CsvSource({"3, 160, 112", "2, 160, 111", "4, 161, 112", "5, 161, 111", "6, 160, 111"})
  void shouldKeepAPartOfAUnitAtTheEnd(int tag, int width, int height) throws Exception {
    Orientation orientation = new Orientation(tag);
    byte[] source = encode(picture(width, height), Colours.SRGB, orientation, "Q", 92);

    assertNear(source, JpegRequantiser.jpeg(source, 85, orientation), orientation);
  }

  @ParameterizedTest
  @CsvSource({"2, 161, 112", "3, 160, 111", "4, 160, 120", "6, 168, 112", "8, 160, 120"})
  void shouldNotPutAPartOfAUnitAtTheBeginning(int tag, int width, int height) {
    Orientation orientation = new Orientation(tag);
    byte[] source = encode(picture(width, height), Colours.SRGB, orientation, "Q", 92);

    assertThrows(NotRequantised.class, () -> JpegRequantiser.jpeg(source, 85, orientation));
  }

  @Test
  void shouldKeepWhatIsCoarserAlreadyWhenItTurns() throws Exception {
    Orientation orientation = new Orientation(6);
    byte[] source = encode(picture(160, 112), Colours.SRGB, orientation, "Q", 40);

    byte[] again = JpegRequantiser.jpeg(source, 85, orientation);

    int[] before = raster(upright(TestPictures.decode(source), orientation));
    // A decoder rounds columns before rows, so turned blocks differ a little.
    assertEquals(0, meanError(before, pixels(again)), 0.4);
  }

  @Test
  void shouldRefusePixelsThatAreMissingBeforeTheEnd() {
    byte[] whole = jpeg(picture(40, 30), Colours.SRGB, "Q", 92);
    for (int missing = 2; missing < 40; missing++) {
      byte[] jpeg = Arrays.copyOf(whole, whole.length - missing);
      jpeg[jpeg.length - 2] = (byte) 0xFF;
      jpeg[jpeg.length - 1] = (byte) 0xD9;
      assertThrows(
          NotRequantised.class,
          () -> JpegRequantiser.jpeg(jpeg, 85, Orientation.AS_STORED),
          missing + " bytes");
    }
  }

  @Test
  void shouldObeyTheQuality() throws Exception {
    byte[] source = jpeg(picture(160, 120), Colours.SRGB, "Q", 98);
    int[] lengths = {98, 85, 75, 40, 5, 1};
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = JpegRequantiser.jpeg(source, lengths[i], Orientation.AS_STORED).length;
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
      assertThrows(
          NotRequantised.class, () -> JpegRequantiser.jpeg(other, 85, Orientation.AS_STORED));
    }
  }

  @Test
  void shouldRefuseAFileThatIsCutAnywhere() {
    byte[] whole = jpeg(picture(40, 30), Colours.SRGB, "restart-interval", 1);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(
          NotRequantised.class,
          () -> JpegRequantiser.jpeg(cut, 85, Orientation.AS_STORED),
          "at " + length);
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
        byte[] jpeg = JpegRequantiser.jpeg(mutant, 85, Orientation.AS_STORED);
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

  /** Of other colours, of another size or turned with parts of units: it needs its pixels. */
  @ParameterizedTest
  @CsvSource({"P3, 1, 160", "SRGB, 1, 150", "SRGB, 8, 160"})
  void shouldDecodeWhatMustChange(Colours colours, int tag, int width) throws Exception {
    BufferedImage upright = picture(160, 120);
    byte[] source = encode(upright, colours, new Orientation(tag), "Q", 92);
    PictureHeader header = PictureHeader.read(source).orElseThrow();
    try (PixelSource open = new VipsCodec(vips).open(source, header)) {
      byte[] jpeg = open.jpeg(new Size(width, width * 120 / 160), 85);

      BufferedImage read = TestPictures.decode(jpeg);
      assertEquals(width, read.getWidth());
      assertNotEquals(
          quantisationAndSize(JpegRequantiser.jpeg(source, 85, Orientation.AS_STORED)),
          quantisationAndSize(jpeg));
      if (width == 160) {
        assertTrue(meanError(raster(upright), pixels(jpeg)) < 8);
      }
    }
  }

  @Test
  void shouldBeTheWayOfAJpegThatKeepsItsSize() throws Exception {
    byte[] source = jpeg(picture(160, 120), Colours.SRGB, "Q", 92);
    PictureHeader header = PictureHeader.read(source).orElseThrow();
    try (PixelSource open = new VipsCodec(vips).open(source, header)) {
      assertArrayEquals(
          JpegRequantiser.jpeg(source, 85, Orientation.AS_STORED),
          open.jpeg(new Size(160, 120), 85));
    }
  }

  @Test
  void shouldBeTheWayOfAJpegThatIsOnlyTurned() throws Exception {
    Orientation orientation = new Orientation(6);
    byte[] source = encode(picture(112, 160), Colours.SRGB, orientation, "Q", 92);
    PictureHeader header = PictureHeader.read(source).orElseThrow();
    try (PixelSource open = new VipsCodec(vips).open(source, header)) {
      assertArrayEquals(
          JpegRequantiser.jpeg(source, 85, orientation), open.jpeg(new Size(112, 160), 85));
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
    byte[] jpeg = JpegRequantiser.jpeg(source, 85, Orientation.AS_STORED);

    assertNear(source, jpeg, Orientation.AS_STORED);
    int usual = throughPixels(source).length;
    assertTrue(jpeg.length <= usual * 1.1, jpeg.length + " of " + usual);
  }

  private void assertNear(byte[] source, byte[] jpeg, Orientation orientation)
      throws IOException, BadPictureException {
    PictureHeader header = PictureHeader.read(source).orElseThrow();
    PictureHeader again = PictureHeader.read(jpeg).orElseThrow();
    assertEquals(header.size().turnedBy(orientation), again.size());
    assertEquals(header.colours(), again.colours());
    int[] before = raster(upright(TestPictures.decode(source), orientation));
    double error = meanError(before, pixels(jpeg));
    double usual = meanError(before, pixels(throughPixels(source)));
    assertTrue(error <= usual + WORSE, "%s, by libvips %s".formatted(error, usual));
  }

  private static BufferedImage upright(BufferedImage stored, Orientation orientation) {
    Size size = new Size(stored.getWidth(), stored.getHeight());
    Size turned = size.turnedBy(orientation);
    BufferedImage upright = new BufferedImage(turned.width(), turned.height(), stored.getType());
    AffineTransform turn = orientation.toUpright(size.width(), size.height());
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        Point2D to = turn.transform(new Point2D.Double(x + 0.5, y + 0.5), null);
        int[] pixel = stored.getRaster().getPixel(x, y, (int[]) null);
        upright.getRaster().setPixel((int) to.getX(), (int) to.getY(), pixel);
      }
    }
    return upright;
  }

  /** By libvips, as {@link VipsFileSource} does it for other kinds. */
  private byte[] throughPixels(byte[] source) throws IOException {
    try (VipsScope scope = new VipsScope(vips)) {
      MemorySegment file = scope.arena().allocateFrom(ValueLayout.JAVA_BYTE, source);
      MemorySegment image =
          scope.own(
              vips.variadicPointer(
                  "vips_image_new_from_buffer", 3, file, file.byteSize(), scope.text("")));
      return VipsOutput.jpeg(scope, scope.apply("vips_autorot", image, 0), 85);
    }
  }

  /** The bytes up to the pixels. */
  private static String quantisationAndSize(byte[] jpeg) {
    return Arrays.toString(Arrays.copyOf(jpeg, 180)) + jpeg.length;
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
    return raster(TestPictures.decode(jpeg));
  }

  private static int[] raster(BufferedImage picture) {
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
