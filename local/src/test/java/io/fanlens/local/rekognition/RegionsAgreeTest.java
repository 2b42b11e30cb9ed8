package io.fanlens.local.rekognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.ReceivedHeader;
import io.fanlens.local.vision.photo.UnreadablePictureException;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.HandMade;
import io.fanlens.picture.OddPictures;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.Sendable;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.TestTiff;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.picture.vips.LibvipsFile;
import io.fanlens.settings.Operation;
import io.fanlens.settings.PictureLimits;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A picture ends the same whatever Region is drawn for it: as an object at home, read by a judge of
 * its own, or as the bytes that are prepared for all other Regions. The same code, or the same
 * picture the same way up.
 */
class RegionsAgreeTest {

  private static final int MB = 1024 * 1024;
  private static final int LEAST = 70;

  /** Of 255, of a quarter of the picture: conversions lose a little. */
  private static final int COLOURS = 24;

  private static Optional<String> libvipsBefore;

  @BeforeAll
  static void useLibvips() {
    libvipsBefore = Optional.ofNullable(System.getProperty(LibvipsFile.PROPERTY));
    LibvipsFile.nearest(Path.of(""))
        .ifPresent(file -> System.setProperty(LibvipsFile.PROPERTY, file.toString()));
  }

  @AfterAll
  static void restore() {
    libvipsBefore.ifPresentOrElse(
        value -> System.setProperty(LibvipsFile.PROPERTY, value),
        () -> System.clearProperty(LibvipsFile.PROPERTY));
  }

  private static final Map<String, byte[]> CORPUS = corpus();

  static Stream<Arguments> pictures() {
    assertTrue(CORPUS.size() >= LEAST, CORPUS.size() + " pictures");
    return CORPUS.keySet().stream().map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void shouldEndTheSameWhateverRegionIsDrawn(String name) throws Exception {
    byte[] file = CORPUS.get(name);
    PicturePreparer preparer = new PicturePreparer(50_000_000);
    for (Operation operation :
        new Operation[] {Operation.DETECT_FACES, Operation.DETECT_PROTECTIVE_EQUIPMENT}) {
      PictureLimits limits = operation.limits();
      End elsewhere = asBytes(preparer, file, limits);
      End home = atHome(preparer, file, limits).orElse(elsewhere);
      assertEquals(elsewhere.code(), home.code(), operation + ": " + elsewhere + ", " + home);
      for (int i = 0; i < home.colours().length; i++) {
        assertEquals(elsewhere.colours()[i], home.colours()[i], COLOURS, operation + ", " + i);
      }
    }
  }

  /**
   * How a picture ends.
   *
   * @param colours its shape, and its quarters as they are seen; none of one that failed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record End(String code, int[] colours) {

    static End failed(String code) {
      return new End(code, new int[0]);
    }
  }

  /** Empty where nobody gets the object. */
  private static Optional<End> atHome(PicturePreparer preparer, byte[] file, PictureLimits limits) {
    try {
      Optional<PictureHeader> head =
          preparer.header(Arrays.copyOf(file, Math.min(file.length, PictureHeader.HEAD_BYTES)));
      PictureHeader header = head.isPresent() ? head.get() : preparer.headerOfWhole(file);
      return preparer.sendable(header, file.length, limits) == Sendable.CONVERTED
          ? Optional.empty()
          : Optional.of(judged(file));
    } catch (BadPictureException e) {
      return Optional.of(End.failed(e.problem().name()));
    }
  }

  private static End asBytes(PicturePreparer preparer, byte[] file, PictureLimits limits)
      throws InterruptedException {
    try {
      PreparedPicture prepared = preparer.prepare(file, limits);
      assertTrue(prepared.byteCount() <= limits.maxBytes());
      return judged(prepared.bytes());
    } catch (BadPictureException e) {
      return End.failed(e.problem().name());
    }
  }

  private static End judged(byte[] received) {
    try {
      ReceivedHeader header = ReceivedHeader.read(received);
      Photo photo = PhotoReader.read(received, header);
      float[] pixel = new float[3];
      int[] colours = new int[13];
      colours[0] = 100 * photo.width() / photo.height() / 10;
      for (int quarter = 0; quarter < 4; quarter++) {
        float x = photo.width() * (quarter % 2 == 0 ? 0.25f : 0.75f);
        float y = photo.height() * (quarter < 2 ? 0.25f : 0.75f);
        photo.sample(new io.fanlens.local.vision.photo.Region(x, y, 4, 0), 1, 0, 255, pixel);
        for (int i = 0; i < 3; i++) {
          colours[1 + 3 * quarter + i] = Math.round(pixel[i]);
        }
      }
      return new End("SUCCEEDED", colours);
    } catch (UnreadablePictureException e) {
      return End.failed("BROKEN");
    }
  }

  private static Map<String, byte[]> corpus() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    BufferedImage picture = TestPictures.quarters(220, 160);
    byte[] jpeg = TestPictures.encode(picture, "jpeg");
    byte[] png = TestPictures.encode(picture, "png");
    Map<String, byte[]> jpegs = new LinkedHashMap<>();
    jpegs.put("jpeg", jpeg);
    jpegs.put("jpeg, grey", TestPictures.encode(redrawn(BufferedImage.TYPE_BYTE_GRAY), "jpeg"));
    for (int tag = 1; tag <= 8; tag++) {
      jpegs.put("jpeg, turned " + tag, TestPictures.withOrientation(jpeg, tag, tag % 2 == 0));
    }
    jpegs.put("jpeg, two EXIF blocks", turnedTwice(jpeg, 1, 6));
    jpegs.put("jpeg, two EXIF blocks, the other way", turnedTwice(jpeg, 6, 1));
    jpegs.put("jpeg, two EXIF blocks that agree", turnedTwice(jpeg, 6, 6));
    jpegs.put("jpeg, too small", TestPictures.encode(TestPictures.quarters(220, 60), "jpeg"));
    jpegs.put("jpeg, too long", TestPictures.encode(TestPictures.quarters(10_200, 90), "jpeg"));
    jpegs.forEach(
        (name, bytes) -> {
          all.put(name, bytes);
          all.put(name + ", 6 MB", OddPictures.withComments(bytes, 6 * MB));
        });
    byte[] large = OddPictures.withComments(jpeg, 6 * MB);
    for (byte[] each : new byte[][] {jpeg, large}) {
      String size = each == large ? ", 6 MB" : "";
      byte[] feeds = "\n\n\n\n\n\n\n".getBytes(StandardCharsets.US_ASCII);
      all.put("jpeg, line feeds" + size, OddPictures.withStrayBytes(each, feeds));
      byte[] escaped = {-1, 0, -1, 0};
      all.put("jpeg, escaped bytes" + size, OddPictures.withStrayBytes(each, escaped));
      all.put("jpeg, long comment" + size, OddPictures.withLongComment(each));
      all.put("jpeg, without its end" + size, OddPictures.withoutEndMarker(each));
      all.put("jpeg, one byte behind" + size, Arrays.copyOf(each, each.length + 1));
      all.put("jpeg, cut" + size, Arrays.copyOf(each, each.length - 150));
      all.put("jpeg, motion photo of 2 MB" + size, OddPictures.motionPhoto(each, 2 * MB));
      all.put("jpeg, motion photo of 8 MB" + size, OddPictures.motionPhoto(each, 8 * MB));
      all.put("jpeg, motion photo of 16 MB" + size, OddPictures.motionPhoto(each, 16 * MB));
    }
    all.put("jpeg, cut in its header", Arrays.copyOf(jpeg, 100));
    Map<String, byte[]> pngs = new LinkedHashMap<>();
    pngs.put("png", png);
    pngs.put("png, grey", TestPictures.encode(redrawn(BufferedImage.TYPE_BYTE_GRAY), "png"));
    pngs.put("png, 16 bits", TestPictures.encode(redrawn(BufferedImage.TYPE_USHORT_GRAY), "png"));
    pngs.put("png, alpha", TestPictures.encode(redrawn(BufferedImage.TYPE_INT_ARGB), "png"));
    pngs.put("png, palette", TestPictures.encode(redrawn(BufferedImage.TYPE_BYTE_INDEXED), "png"));
    for (int tag : new int[] {3, 6}) {
      byte[] exif = OddPictures.exif(tag);
      pngs.put("png, turned " + tag, OddPictures.withChunk(png, "eXIf", exif));
      pngs.put("png, turned late " + tag, OddPictures.withLastChunk(png, "eXIf", exif));
    }
    pngs.forEach(
        (name, bytes) -> {
          all.put(name, bytes);
          all.put(name + ", 6 MB", OddPictures.withLastChunk(bytes, "prVt", new byte[6 * MB]));
          all.put(name + ", cut", Arrays.copyOf(bytes, bytes.length - 40));
        });
    all.put("png, CgBI", OddPictures.withChunk(png, "CgBI", new byte[4]));
    for (String format : new String[] {"bmp", "gif", "tiff"}) {
      byte[] other = TestPictures.encode(picture, format);
      all.put(format, other);
      all.put(format + ", cut", Arrays.copyOf(other, other.length / 2));
    }
    all.put("tiff, thumbnail first", thumbnailFirst(picture));
    all.put("bmp, OS/2", OddPictures.os2Bmp(picture));
    all.put("bmp, without offset", OddPictures.bmpWithoutOffset(picture));
    all.put("avif, no pixels", HandMade.iso("avif", 220, 160));
    all.put("empty", new byte[0]);
    all.put("text", "BM, said the text".getBytes(StandardCharsets.US_ASCII));
    return all;
  }

  private static BufferedImage redrawn(int type) {
    BufferedImage redrawn = new BufferedImage(220, 160, type);
    redrawn.createGraphics().drawImage(TestPictures.quarters(220, 160), 0, 0, 200, 160, null);
    return redrawn;
  }

  private static byte[] turnedTwice(byte[] jpeg, int first, int second) {
    return TestPictures.withOrientation(
        TestPictures.withOrientation(jpeg, second, true), first, true);
  }

  private static byte[] thumbnailFirst(BufferedImage picture) {
    int[] samples = picture.getData().getPixels(0, 0, 220, 160, (int[]) null);
    byte[] pixels = new byte[samples.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) samples[i];
    }
    return TestTiff.of(
        TestTiff.rgb(110, 80, 3, 8, new byte[110 * 80 * 3]).with(TestTiff.KIND, 1),
        TestTiff.rgb(220, 160, 3, 8, pixels));
  }
}
