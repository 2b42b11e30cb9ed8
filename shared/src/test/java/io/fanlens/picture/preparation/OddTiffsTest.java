package io.fanlens.picture.preparation;

import static io.fanlens.picture.preparation.OddPicturesTest.assertColour;
import static io.fanlens.picture.preparation.OddPicturesTest.assertQuarters;
import static io.fanlens.picture.preparation.OddPicturesTest.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.Size;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.TestTiff;
import io.fanlens.picture.codec.ImageIoCodec;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.vips.TestVips;
import io.fanlens.picture.vips.VipsCodec;
import io.fanlens.settings.Operation;
import io.fanlens.settings.PictureLimits;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TIFFs of rare kinds come out right or are refused by their name, never blank. */
class OddTiffsTest {

  private static final PictureLimits FACES = Operation.DETECT_FACES.limits();
  private static final int WIDTH = 200;
  private static final int HEIGHT = 160;

  private final VipsCodec codec = new VipsCodec(TestVips.orSkip());
  private final PicturePreparer preparer = new PicturePreparer(50_000_000, () -> codec);
  private final PicturePreparer pureJava = new PicturePreparer(50_000_000, ImageIoCodec::new);

  /** The samples of a pixel, each 0 to 1: its colours, and what stands beside them. */
  private interface Samples {
    double[] of(double red, double green, double blue, int x);
  }

  private static ByteBuffer pixels(int bytesEach, Samples samples, double most) {
    BufferedImage picture = TestPictures.quarters(WIDTH, HEIGHT);
    int each = samples.of(0, 0, 0, 0).length;
    ByteBuffer pixels =
        ByteBuffer.allocate(WIDTH * HEIGHT * each * Math.abs(bytesEach))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        Color colour = new Color(picture.getRGB(x, y));
        for (double sample :
            samples.of(
                colour.getRed() / 255.0, colour.getGreen() / 255.0, colour.getBlue() / 255.0, x)) {
          switch (bytesEach) {
            case 1 -> pixels.put((byte) Math.round(most * sample));
            case 2 -> pixels.putShort((short) Math.round(most * sample));
            case 4 -> pixels.putInt((int) Math.round(most * sample));
            default -> pixels.putFloat((float) (most * sample));
          }
        }
      }
    }
    return pixels;
  }

  private static TestTiff.Page rgb() {
    byte[] pixels = pixels(1, (r, g, b, x) -> new double[] {r, g, b}, 255).array();
    return TestTiff.rgb(WIDTH, HEIGHT, 3, 8, pixels);
  }

  /** Half of the picture is not selected. */
  private static double selection(int x) {
    return x < WIDTH / 2 ? 0 : 1;
  }

  @Test
  void shouldNotTakeASavedSelectionForOpacity() throws Exception {
    byte[] pixels = pixels(1, (r, g, b, x) -> new double[] {r, g, b, selection(x)}, 255).array();
    TestTiff.Page page = TestTiff.rgb(WIDTH, HEIGHT, 4, 8, pixels);
    assertQuarters(preparer.prepare(TestTiff.of(page), FACES));
    assertQuarters(preparer.prepare(TestTiff.of(page.with(TestTiff.EXTRA_SAMPLES, 0)), FACES));
  }

  @Test
  void shouldObeyDeclaredOpacityWhereverItStands() throws Exception {
    byte[] last = pixels(1, (r, g, b, x) -> new double[] {r, g, b, selection(x)}, 255).array();
    byte[] first = pixels(1, (r, g, b, x) -> new double[] {r, g, b, selection(x), 1}, 255).array();
    byte[] second = pixels(1, (r, g, b, x) -> new double[] {r, g, b, 1, selection(x)}, 255).array();
    for (byte[] tiff :
        List.of(
            TestTiff.of(TestTiff.rgb(WIDTH, HEIGHT, 4, 8, last).with(TestTiff.EXTRA_SAMPLES, 2)),
            TestTiff.of(
                TestTiff.rgb(WIDTH, HEIGHT, 5, 8, first).with(TestTiff.EXTRA_SAMPLES, 2, 0)),
            TestTiff.of(
                TestTiff.rgb(WIDTH, HEIGHT, 5, 8, second).with(TestTiff.EXTRA_SAMPLES, 0, 2)))) {
      BufferedImage sent = TestPictures.decode(preparer.prepare(tiff, FACES).bytes());
      assertColour(Color.WHITE, sent, 0.25, 0.25);
      assertColour(Color.GREEN, sent, 0.75, 0.25);
    }
  }

  @Test
  void shouldReadSamplesOf16And32Bits() throws Exception {
    for (int bytes : new int[] {2, 4}) {
      double most = Math.pow(2, 8 * bytes) - 1;
      byte[] pixels = pixels32(bytes, most);
      assertQuarters(
          preparer.prepare(TestTiff.of(TestTiff.rgb(WIDTH, HEIGHT, 3, 8 * bytes, pixels)), FACES));
    }
  }

  private static byte[] pixels32(int bytes, double most) {
    if (bytes == 2) {
      return pixels(2, (r, g, b, x) -> new double[] {r, g, b}, most).array();
    }
    ByteBuffer pixels = ByteBuffer.allocate(WIDTH * HEIGHT * 12).order(ByteOrder.LITTLE_ENDIAN);
    BufferedImage picture = TestPictures.quarters(WIDTH, HEIGHT);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      Color colour = new Color(picture.getRGB(i % WIDTH, i / WIDTH));
      for (int sample : new int[] {colour.getRed(), colour.getGreen(), colour.getBlue()}) {
        pixels.putInt((int) (sample * 0x01010101L));
      }
    }
    return pixels.array();
  }

  @Test
  void shouldReadFloatsOf0To1AndRefuseOthersByName() throws Exception {
    byte[] unit = pixels(-4, (r, g, b, x) -> new double[] {r, g, b}, 1).array();
    assertQuarters(preparer.prepare(floats(unit), FACES));
    byte[] bytes = pixels(-4, (r, g, b, x) -> new double[] {r, g, b}, 255).array();
    BadPictureException refused = refused(preparer, floats(bytes), FACES);
    assertEquals(PictureProblem.UNSUPPORTED_FORMAT, refused.problem());
    assertTrue(refused.getMessage().contains("floating-point"), refused.getMessage());
  }

  private static byte[] floats(byte[] pixels) {
    return TestTiff.of(
        TestTiff.rgb(WIDTH, HEIGHT, 3, 32, pixels).with(TestTiff.SAMPLE_KIND, 3, 3, 3));
  }

  /** Counts of a microscope: black, if 32 bits are taken for the whole range. */
  @Test
  void shouldNotSendABlankPictureOfOneThatIsNot() {
    byte[] pixels = pixels(4, (r, g, b, x) -> new double[] {g}, 1_000).array();
    byte[] tiff = TestTiff.of(TestTiff.rgb(WIDTH, HEIGHT, 1, 32, pixels));
    assertEquals(PictureProblem.UNSUPPORTED_FORMAT, refused(preparer, tiff, FACES).problem());
  }

  @Test
  void shouldSendABlankPictureThatIsOne() throws Exception {
    byte[] white = new byte[WIDTH * HEIGHT * 3];
    java.util.Arrays.fill(white, (byte) 255);
    white[4_000] = 0;
    byte[] tiff = TestTiff.of(TestTiff.rgb(WIDTH, HEIGHT, 3, 8, white));
    assertFalse(preparer.prepare(tiff, FACES).convertedFrom().isEmpty());
  }

  @Test
  void shouldReadLab() throws Exception {
    // Red, green, blue and white in CIE Lab of D50, as a TIFF has it: a and b are signed.
    int[][] lab = {{138, 81, 70}, {224, -79, 81}, {75, 68, -112}, {255, 0, 0}};
    ByteBuffer bytes = ByteBuffer.allocate(WIDTH * HEIGHT * 3);
    ByteBuffer words = ByteBuffer.allocate(WIDTH * HEIGHT * 6).order(ByteOrder.LITTLE_ENDIAN);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int[] colour = lab[2 * x / WIDTH + 2 * (2 * y / HEIGHT)];
        words.putShort((short) (257 * colour[0]));
        for (int i = 1; i < 3; i++) {
          words.putShort((short) (256 * colour[i]));
        }
        for (int sample : colour) {
          bytes.put((byte) sample);
        }
      }
    }
    for (TestTiff.Page page :
        List.of(
            TestTiff.rgb(WIDTH, HEIGHT, 3, 8, bytes.array()),
            TestTiff.rgb(WIDTH, HEIGHT, 3, 16, words.array()))) {
      assertQuarters(preparer.prepare(TestTiff.of(page.with(TestTiff.PHOTOMETRIC, 8)), FACES));
    }
  }

  @Test
  void shouldSendThePageThatIsNoThumbnail() throws Exception {
    for (byte[] tiff :
        List.of(
            TestTiff.of(thumbnail(), rgb()),
            TestTiff.of(thumbnail().below(rgb())),
            TestTiff.of(thumbnail(), thumbnail(), rgb()))) {
      assertEquals(new Size(WIDTH, HEIGHT), PictureHeader.read(tiff).orElseThrow().size());
      for (PicturePreparer each : List.of(preparer, pureJava)) {
        PreparedPicture prepared = each.prepare(tiff, FACES);
        assertEquals(WIDTH, prepared.width());
        assertQuarters(prepared);
      }
    }
  }

  private static TestTiff.Page thumbnail() {
    return TestTiff.rgb(100, 80, 3, 8, new byte[100 * 80 * 3]).with(TestTiff.KIND, 1);
  }

  @Test
  void shouldRefuseRawFilesOfCamerasByName() {
    TestTiff.Page sensor = TestTiff.rgb(WIDTH, HEIGHT, 1, 16, new byte[WIDTH * HEIGHT * 2]);
    for (byte[] tiff :
        List.of(
            TestTiff.of(thumbnail().below(sensor.with(TestTiff.PHOTOMETRIC, 32_803))),
            TestTiff.of(thumbnail(), sensor),
            TestTiff.of(thumbnail().with(0xC612, 0x01040000).below(rgb())))) {
      BadPictureException refused = refused(preparer, tiff, FACES);
      assertEquals(PictureProblem.UNSUPPORTED_FORMAT, refused.problem());
      assertTrue(refused.getMessage().contains("raw file"), refused.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "259, 34661, JBIG",
    "259, 34712, JPEG 2000",
    "259, 50002, JPEG XL",
    "259, 4711, an unknown method",
    "262, 9, ICC Lab",
    "262, 32845, LogLuv",
    "339, 2, signed",
    "258, 12, 12 bits"
  })
  void shouldNameOtherKinds(int tag, int value, String name) {
    TestTiff.Page page = rgb();
    page.with(tag, tag == TestTiff.BITS ? new long[] {value, value, value} : new long[] {value});
    BadPictureException refused = refused(preparer, TestTiff.of(page), FACES);
    assertEquals(PictureProblem.UNSUPPORTED_FORMAT, refused.problem());
    assertTrue(refused.getMessage().contains(name), refused.getMessage());
  }

  @Test
  void shouldRefuseTilesOfOldStyleJpegByName() {
    byte[] jpeg = TestPictures.encode(TestPictures.quarters(WIDTH, HEIGHT), "jpeg");
    TestTiff.Page page = TestTiff.rgb(WIDTH, HEIGHT, 3, 8, jpeg).tiled(208, 160);
    byte[] tiff = TestTiff.of(page.with(TestTiff.COMPRESSION, 6).with(TestTiff.PHOTOMETRIC, 6));
    BadPictureException refused = refused(preparer, tiff, FACES);
    assertEquals(PictureProblem.UNSUPPORTED_FORMAT, refused.problem());
    assertTrue(refused.getMessage().contains("old-style JPEG"), refused.getMessage());
  }

  /** libvips has one text for the whole process. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldGiveEachPictureItsOwnReason(long seed) throws Exception {
    byte[] cut = TestTiff.of(rgb());
    List<byte[]> broken =
        List.of(
            java.util.Arrays.copyOfRange(cut, 0, 90_000),
            OddPicturesTest.cutPng(seed),
            TestTiff.of(rgb().with(TestTiff.COMPRESSION, 5)),
            TestTiff.of(rgb().with(TestTiff.COMPRESSION, 8)));
    List<String> alone = broken.stream().map(each -> reason(each)).toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(broken.size())) {
      for (int round = 0; round < 20; round++) {
        List<Future<String>> together =
            threads.invokeAll(
                broken.stream().map(each -> (Callable<String>) () -> reason(each)).toList());
        for (int i = 0; i < broken.size(); i++) {
          assertEquals(alone.get(i), together.get(i).get());
        }
      }
    }
  }

  private String reason(byte[] broken) {
    return refused(preparer, broken, new PictureLimits(5_242_880, 80, 190)).getMessage();
  }
}
