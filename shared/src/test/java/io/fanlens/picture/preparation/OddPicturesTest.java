package io.fanlens.picture.preparation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.OddPictures;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.Sendable;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.codec.ImageIoCodec;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.vips.TestVips;
import io.fanlens.picture.vips.VipsCodec;
import io.fanlens.picture.vips.VipsPictures;
import io.fanlens.picture.vips.VipsPictures.Colours;
import io.fanlens.settings.Operation;
import io.fanlens.settings.PictureLimits;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers and Pillow show of an odd file is what is sent of it, whatever the Region. */
class OddPicturesTest {

  private static final PictureLimits FACES = Operation.DETECT_FACES.limits();

  /** Nothing fits it as it is. */
  private static final PictureLimits CONVERT_ALL = new PictureLimits(5_242_880, 80, 190);

  private final PicturePreparer pureJava = new PicturePreparer(50_000_000, ImageIoCodec::new);

  private static PicturePreparer withVips() {
    VipsCodec codec = new VipsCodec(TestVips.orSkip());
    return new PicturePreparer(50_000_000, () -> codec);
  }

  private static byte[] jpeg() {
    return TestPictures.encode(TestPictures.quarters(200, 160), "jpeg");
  }

  @Test
  void shouldNotSendTheVideoOfAMotionPhoto() throws Exception {
    byte[] jpeg = jpeg();
    byte[] motionPhoto = OddPictures.motionPhoto(jpeg, 9_000_000);
    for (PicturePreparer preparer : List.of(pureJava, withVips())) {
      assertArrayEquals(jpeg, preparer.prepare(motionPhoto, FACES).bytes());
      assertQuarters(preparer.prepare(motionPhoto, CONVERT_ALL));
    }
  }

  /** Its picture is judged, not its file, which is over the limit of an object too. */
  @Test
  void shouldSendAMotionPhotoOverTheLimitOfAnObjectAsItIs() throws Exception {
    byte[] jpeg = jpeg();
    byte[] motionPhoto = OddPictures.motionPhoto(jpeg, 16_000_000);
    PictureHeader header = PictureHeader.read(motionPhoto).orElseThrow();
    assertEquals(Sendable.CONVERTED, pureJava.sendable(header, motionPhoto.length, FACES));
    PreparedPicture prepared = pureJava.prepare(motionPhoto, FACES);
    assertArrayEquals(jpeg, prepared.bytes());
    assertEquals(Optional.empty(), prepared.convertedFrom());
  }

  @Test
  void shouldWriteAnewWhatHasStrayBytesBetweenItsSegments() throws Exception {
    for (byte[] stray :
        List.of(
            OddPictures.withStrayBytes(
                jpeg(), "\n\n\n\n\n\n\n".getBytes(StandardCharsets.US_ASCII)),
            OddPictures.withStrayBytes(jpeg(), new byte[] {-1, 0, -1, 0}),
            OddPictures.withLongComment(jpeg()))) {
      PictureHeader header = PictureHeader.read(stray).orElseThrow();
      assertEquals(Sendable.CONVERTED, pureJava.sendable(header, stray.length, FACES));
      assertQuarters(withVips().prepare(stray, FACES));
    }
  }

  @Test
  void shouldSendAJpegWithoutItsEndMarkerAsAWholeOne() throws Exception {
    byte[] unended = OddPictures.withoutEndMarker(jpeg());
    assertArrayEquals(jpeg(), pureJava.prepare(unended, FACES).bytes());
    assertQuarters(withVips().prepare(unended, CONVERT_ALL));
    byte[] cut = Arrays.copyOf(unended, unended.length - 200);
    assertEquals(PictureProblem.BROKEN, refused(withVips(), cut, CONVERT_ALL).problem());
  }

  /** As browsers and Pillow do; where the second one contradicts, nobody is left to choose. */
  @Test
  void shouldTakeTheFirstOfTwoExifBlocks() throws Exception {
    byte[] jpeg = TestPictures.encode(TestPictures.quarters(160, 200), "jpeg");
    byte[] two = TestPictures.withOrientation(TestPictures.withOrientation(jpeg, 1, true), 6, true);
    PictureHeader header = PictureHeader.read(two).orElseThrow();
    assertEquals(new Orientation(6), header.orientation());
    assertEquals(Sendable.CONVERTED, pureJava.sendable(header, two.length, FACES));
    for (PicturePreparer preparer : List.of(pureJava, withVips())) {
      BufferedImage sent = TestPictures.decode(preparer.prepare(two, FACES).bytes());
      assertEquals(200, sent.getWidth());
      assertColour(Color.BLUE, sent, 0.25, 0.25);
    }
    byte[] agreeing =
        TestPictures.withOrientation(TestPictures.withOrientation(jpeg, 6, true), 6, false);
    assertArrayEquals(agreeing, pureJava.prepare(agreeing, FACES).bytes());
  }

  @Test
  void shouldTurnAPngAsItsTagSaysWhateverItsSize() throws Exception {
    byte[] plain = TestPictures.encode(TestPictures.quarters(160, 200), "png");
    byte[] turned = OddPictures.withChunk(plain, "eXIf", OddPictures.exif(6));
    PictureHeader header = PictureHeader.read(turned).orElseThrow();
    assertEquals(Sendable.CONVERTED, pureJava.sendable(header, turned.length, FACES));
    assertEquals(Sendable.CONVERTED, pureJava.sendable(header, 6_000_000, FACES));
    for (PicturePreparer preparer : List.of(pureJava, withVips())) {
      BufferedImage sent = TestPictures.decode(preparer.prepare(turned, FACES).bytes());
      assertEquals(200, sent.getWidth());
      assertColour(Color.BLUE, sent, 0.25, 0.25);
    }
  }

  /** In the head of an object nobody sees it, so nobody obeys it. */
  @Test
  void shouldIgnoreATagBehindThePixelsOfAPng() throws Exception {
    byte[] plain = TestPictures.encode(TestPictures.quarters(200, 160), "png");
    byte[] late = OddPictures.withLastChunk(plain, "eXIf", OddPictures.exif(6));
    assertArrayEquals(late, pureJava.prepare(late, FACES).bytes());
    for (PicturePreparer preparer : List.of(pureJava, withVips())) {
      assertQuarters(preparer.prepare(late, CONVERT_ALL));
    }
  }

  /** The tag is far behind the 64 KB that are fetched first, but before the pixels. */
  @Test
  void shouldAskForMoreOfAPngUntilItsPixels() throws Exception {
    byte[] plain = TestPictures.encode(TestPictures.quarters(160, 200), "png");
    byte[] turned = OddPictures.withChunk(plain, "eXIf", OddPictures.exif(6));
    byte[] late = OddPictures.withChunk(turned, "prVt", new byte[100_000]);
    assertEquals(
        Optional.empty(), PictureHeader.read(Arrays.copyOf(late, PictureHeader.HEAD_BYTES)));
    assertEquals(new Orientation(6), PictureHeader.read(late).orElseThrow().orientation());
  }

  @Test
  void shouldRefuseThePngOfAnAppForIosByName() {
    byte[] plain = TestPictures.encode(TestPictures.quarters(200, 160), "png");
    byte[] ios =
        OddPictures.together(
            Arrays.copyOf(plain, 8),
            new byte[] {0, 0, 0, 4, 'C', 'g', 'B', 'I', 0x50, 0, 0x20, 6, 0x2B, -43, -77, 127},
            Arrays.copyOfRange(plain, 8, plain.length));
    BadPictureException refused = refused(pureJava, ios, FACES);
    assertEquals(PictureProblem.UNSUPPORTED_FORMAT, refused.problem());
    assertTrue(refused.getMessage().contains("iOS"), refused.getMessage());
  }

  @Test
  void shouldReadBmpsOfOs2AndWithoutAnOffset() throws Exception {
    for (byte[] bmp :
        List.of(
            OddPictures.os2Bmp(TestPictures.quarters(200, 160)),
            OddPictures.bmpWithoutOffset(TestPictures.quarters(200, 160)),
            OddPictures.os2Bmp(palette()),
            OddPictures.bmpWithoutOffset(palette()))) {
      assertQuarters(pureJava.prepare(bmp, FACES));
      assertQuarters(withVips().prepare(bmp, FACES));
    }
  }

  private static BufferedImage palette() {
    BufferedImage picture = new BufferedImage(200, 160, BufferedImage.TYPE_BYTE_INDEXED);
    picture.createGraphics().drawImage(TestPictures.quarters(200, 160), 0, 0, null);
    return picture;
  }

  @Test
  void shouldSendTheFirstFrameOfAnAvifSequence() throws Exception {
    byte[] still =
        new VipsPictures(TestVips.orSkip())
            .encode(
                TestPictures.quarters(200, 160),
                "heif",
                Colours.SRGB,
                Orientation.AS_STORED,
                "compression",
                4,
                "Q",
                90,
                "keep",
                0);
    byte[] sequence = OddPictures.avifSequence(still, 200, 160);
    assertQuarters(withVips().prepare(sequence, FACES));
    byte[] withAStill = still.clone();
    withAStill[11] = 's';
    assertQuarters(withVips().prepare(withAStill, FACES));
  }

  /** What a file is that is no picture of ours, by its first bytes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0000000C4A584C200D0A870A00 | UNSUPPORTED_FORMAT | a JPEG XL picture
          FF0A7F0C                   | UNSUPPORTED_FORMAT | a JPEG XL picture
          0000000C6A5020200D0A870A00 | UNSUPPORTED_FORMAT | a JPEG 2000 picture
          FF4FFF510029               | UNSUPPORTED_FORMAT | a JPEG 2000 picture
          384250530001               | UNSUPPORTED_FORMAT | PSD
          0000010001002020           | UNSUPPORTED_FORMAT | ICO
          50360A32203220             | UNSUPPORTED_FORMAT | PPM
          0000001866747970637278200000 | UNSUPPORTED_FORMAT | CR3
          00000018667479706D703432   | NOT_A_PICTURE      | a video
          255044462D312E37           | NOT_A_PICTURE      | a PDF document
          """)
  void shouldNameOtherFormats(String hex, PictureProblem problem, String name) {
    byte[] file = Arrays.copyOf(java.util.HexFormat.of().parseHex(hex), 200);
    BadPictureException refused = refused(pureJava, file, FACES);
    assertEquals(problem, refused.problem());
    assertTrue(refused.getMessage().contains(name), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                             | NOT_A_PICTURE      | is empty
          BMW is a maker of cars, said the text that is no picture | NOT_A_PICTURE | is not a picture
          <svg xmlns="http://www.w3.org/2000/svg"/>      | UNSUPPORTED_FORMAT | SVG
          <?xml version="1.0"?><svg width="9"/>          | UNSUPPORTED_FORMAT | SVG
          <!DOCTYPE html><html><body>no</body></html>    | NOT_A_PICTURE      | is an HTML page
          <?xml version="1.0"?><Error>AccessDenied</Error> | NOT_A_PICTURE    | is an XML document
          iVBORw0KGgoAAAANSUhEUgAAAMgAAACgCAIAAABEvf//   | NOT_A_PICTURE     | is the base64 text of a PNG
          data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEASABIAAD/ | NOT_A_PICTURE | is the base64 text of a JPEG
          """)
  void shouldSayWhatATextIs(String text, PictureProblem problem, String name) {
    BadPictureException refused =
        refused(pureJava, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), FACES);
    assertEquals(problem, refused.problem());
    assertTrue(refused.getMessage().contains(name), refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC3, 0xC7, 0xCF})
  void shouldRefuseLosslessJpegsByName(int frame) {
    byte[] jpeg = jpeg();
    for (int i = 0; i + 1 < jpeg.length; i++) {
      if (jpeg[i] == -1 && jpeg[i + 1] == (byte) 0xC0) {
        jpeg[i + 1] = (byte) frame;
        break;
      }
    }
    assertEquals(PictureProblem.UNSUPPORTED_FORMAT, refused(pureJava, jpeg, FACES).problem());
  }

  static byte[] cutPng(long seed) {
    byte[] png = TestPictures.encode(TestPictures.noise(200, 160), "png");
    return Arrays.copyOf(png, 10_000 + (int) seed);
  }

  static BadPictureException refused(
      PicturePreparer preparer, byte[] upload, PictureLimits limits) {
    return assertThrows(BadPictureException.class, () -> preparer.prepare(upload, limits));
  }

  static void assertQuarters(PreparedPicture prepared) {
    BufferedImage sent = TestPictures.decode(prepared.bytes());
    assertEquals(1.25, (double) sent.getWidth() / sent.getHeight(), 0.02);
    assertColour(Color.RED, sent, 0.25, 0.25);
    assertColour(Color.GREEN, sent, 0.75, 0.25);
    assertColour(Color.BLUE, sent, 0.25, 0.75);
    assertColour(Color.WHITE, sent, 0.75, 0.75);
  }

  static void assertColour(Color expected, BufferedImage sent, double x, double y) {
    Color actual =
        new Color(sent.getRGB((int) (x * sent.getWidth()), (int) (y * sent.getHeight())));
    int difference =
        Math.abs(expected.getRed() - actual.getRed())
            + Math.abs(expected.getGreen() - actual.getGreen())
            + Math.abs(expected.getBlue() - actual.getBlue());
    assertTrue(difference < 40, () -> "expected " + expected + ", was " + actual);
  }
}
