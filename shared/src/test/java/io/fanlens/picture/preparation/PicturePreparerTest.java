package io.fanlens.picture.preparation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.Size;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.codec.ImageIoCodec;
import io.fanlens.settings.Operation;
import io.fanlens.settings.PictureLimits;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturePreparerTest {

  private static final PictureLimits FACES = Operation.DETECT_FACES.limits();

  /** So small a limit that any noise must be made smaller. */
  private static final PictureLimits TIGHT = new PictureLimits(20_000, 80, 4_096);

  private final PicturePreparer preparer = preparer(50_000_000);

  /** Without libvips here, with it in a subclass. */
  PicturePreparer preparer(long maxPixels) {
    return new PicturePreparer(maxPixels, ImageIoCodec::new);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpeg", "png"})
  void shouldSendWhatFitsByteForByte(String format) throws Exception {
    byte[] upload = TestPictures.encode(TestPictures.quarters(200, 100), format);
    PreparedPicture prepared = preparer.prepare(upload, FACES);
    assertSame(upload, prepared.bytes());
    assertEquals(200, prepared.width());
    assertEquals(100, prepared.height());
    assertEquals(Optional.empty(), prepared.convertedFrom());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "gif", "tiff"})
  void shouldConvertWhatRekognitionDoesNotTake(String format) throws Exception {
    byte[] upload = TestPictures.encode(TestPictures.quarters(200, 100), format);
    PreparedPicture prepared = preparer.prepare(upload, FACES);
    assertEquals(PictureFormat.JPEG, prepared.format());
    assertEquals(
        format, prepared.convertedFrom().orElseThrow().name().toLowerCase(java.util.Locale.ROOT));
    assertEquals(Optional.empty(), prepared.scaledFrom());
    BufferedImage sent = TestPictures.decode(prepared.bytes());
    assertEquals(200, sent.getWidth());
    assertColour(Color.RED, sent.getRGB(20, 20));
    assertColour(Color.WHITE, sent.getRGB(180, 80));
  }

  @Test
  void shouldPutTransparentPicturesOnWhite() throws Exception {
    BufferedImage transparent = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
    PreparedPicture prepared =
        preparer.prepare(
            TestPictures.encode(transparent, "png"), new PictureLimits(50_000, 80, 90));
    assertColour(Color.WHITE, TestPictures.decode(prepared.bytes()).getRGB(10, 10));
  }

  @Test
  void shouldMakeAPictureSmallerUntilItFits() throws Exception {
    byte[] upload = TestPictures.encode(TestPictures.noise(400, 300), "jpeg");
    assertTrue(upload.length > TIGHT.maxBytes());
    PreparedPicture prepared = preparer.prepare(upload, TIGHT);
    assertTrue(prepared.bytes().length <= TIGHT.maxBytes(), prepared.bytes().length + " bytes");
    assertTrue(prepared.bytes().length > TIGHT.maxBytes() / 2, "no smaller than needed");
    assertEquals(Optional.of(new Size(400, 300)), prepared.scaledFrom());
    assertEquals(4.0 / 3, (double) prepared.width() / prepared.height(), 0.02);
  }

  @Test
  void shouldShortenALongSide() throws Exception {
    byte[] upload = TestPictures.encode(TestPictures.quarters(1_200, 400), "png");
    PreparedPicture prepared = preparer.prepare(upload, new PictureLimits(5_000_000, 80, 600));
    assertEquals(600, prepared.width());
    assertEquals(200, prepared.height());
  }

  /** The upright picture's corners, clockwise from the top left, for each stored orientation. */
  @ParameterizedTest
  @CsvSource({
    "1, R, G, W, B", "2, G, R, B, W", "3, W, B, R, G", "4, B, W, G, R",
    "5, R, B, W, G", "6, B, R, G, W", "7, W, G, R, B", "8, G, W, B, R"
  })
  void shouldTurnThePixelsAsTheTagSays(
      int orientation, String topLeft, String topRight, String bottomRight, String bottomLeft)
      throws Exception {
    byte[] jpeg = TestPictures.encode(TestPictures.quarters(400, 200), "jpeg");
    for (boolean littleEndian : new boolean[] {true, false}) {
      byte[] tagged = TestPictures.withOrientation(jpeg, orientation, littleEndian);
      PreparedPicture prepared =
          preparer.prepare(tagged, new PictureLimits(tagged.length - 1, 80, 4_096));
      BufferedImage sent = TestPictures.decode(prepared.bytes());
      assertEquals(orientation >= 5, sent.getHeight() > sent.getWidth());
      int right = sent.getWidth() * 3 / 4;
      int bottom = sent.getHeight() * 3 / 4;
      int left = sent.getWidth() / 4;
      int top = sent.getHeight() / 4;
      assertColour(named(topLeft), sent.getRGB(left, top));
      assertColour(named(topRight), sent.getRGB(right, top));
      assertColour(named(bottomRight), sent.getRGB(right, bottom));
      assertColour(named(bottomLeft), sent.getRGB(left, bottom));
    }
  }

  @Test
  void shouldRefuseWhatIsNoPicture() {
    refused(
        PictureProblem.NOT_A_PICTURE,
        "hello, I am a text".getBytes(StandardCharsets.ISO_8859_1),
        FACES);
    refused(PictureProblem.NOT_A_PICTURE, new byte[0], FACES);
    refused(PictureProblem.NOT_A_PICTURE, new byte[] {(byte) 0xFF}, FACES);
  }

  @Test
  void shouldRefuseAPictureThatIsTooSmall() {
    byte[] upload = TestPictures.encode(TestPictures.quarters(200, 79), "png");
    String sentence = refused(PictureProblem.TOO_SMALL, upload, FACES);
    assertTrue(sentence.contains("200 x 79") && sentence.contains("80"), sentence);
  }

  @Test
  void shouldRefuseAPictureWithTooManyPixelsBeforeItIsDecoded() {
    byte[] upload = TestPictures.encode(TestPictures.quarters(200, 200), "bmp");
    PicturePreparer small = preparer(39_999);
    BadPictureException refused =
        assertThrows(BadPictureException.class, () -> small.prepare(upload, FACES));
    assertEquals(PictureProblem.TOO_MANY_PIXELS, refused.problem());
  }

  @Test
  void shouldRefuseAHeicWithASentence() {
    byte[] heic = new byte[64];
    System.arraycopy("\0\0\0\030ftypheic".getBytes(StandardCharsets.ISO_8859_1), 0, heic, 0, 12);
    String sentence = refused(PictureProblem.UNSUPPORTED_FORMAT, heic, FACES);
    assertTrue(sentence.contains("HEIC"), sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bmp", "gif", "tiff", "png"})
  void shouldRefuseBrokenPicturesOfEveryFormat(String format) {
    byte[] whole = TestPictures.encode(TestPictures.noise(200, 200), format);
    for (int bytes : new int[] {PictureFormat.HEAD_BYTES, whole.length / 3}) {
      refused(
          PictureProblem.BROKEN,
          Arrays.copyOf(whole, bytes),
          new PictureLimits(Math.min(bytes - 1, FACES.maxBytes()), 80, 4_096));
    }
  }

  private String refused(PictureProblem problem, byte[] upload, PictureLimits limits) {
    BadPictureException refused =
        assertThrows(BadPictureException.class, () -> preparer.prepare(upload, limits));
    assertEquals(problem, refused.problem(), refused.getMessage());
    return refused.getMessage();
  }

  private static Color named(String letter) {
    return Map.of("R", Color.RED, "G", Color.GREEN, "B", Color.BLUE, "W", Color.WHITE).get(letter);
  }

  private static void assertColour(Color expected, int rgb) {
    Color actual = new Color(rgb);
    int difference =
        Math.abs(expected.getRed() - actual.getRed())
            + Math.abs(expected.getGreen() - actual.getGreen())
            + Math.abs(expected.getBlue() - actual.getBlue());
    assertTrue(difference < 40, () -> "expected " + expected + ", was " + actual);
  }

  @Test
  void shouldReadPicturesWithoutTheirArrayBeingChanged() throws Exception {
    byte[] upload = TestPictures.encode(TestPictures.quarters(200, 100), "bmp");
    byte[] before = upload.clone();
    preparer.prepare(upload, FACES);
    assertArrayEquals(before, upload);
  }
}
