package io.fanlens.local.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.TestPhotos;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.picture.vips.LibvipsFile;
import io.fanlens.settings.PictureLimits;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faces are found at the same place after conversion from other formats, which also scales the
 * picture down.
 */
class ConvertedFacesTest {

  /** Intersection over union of a face's box before and after. */
  private static final double MIN_OVERLAP = 0.8;

  private static final PictureLimits SMALLER = new PictureLimits(5_242_880, 80, 480);

  private static final byte[] ASTRONAUT = TestPhotos.astronaut();
  private static final byte[] FOUR = TestPhotos.four();

  /** Of the original photographs, which are scanned once. */
  private static final IdentityHashMap<byte[], List<Face>> FACES = new IdentityHashMap<>();

  private static FaceFinder finder;
  private static PicturePreparer preparer;
  private static Optional<String> libvipsBefore;

  @TempDir private Path directory;

  @BeforeAll
  static void load() throws Exception {
    libvipsBefore = Optional.ofNullable(System.getProperty(LibvipsFile.PROPERTY));
    LibvipsFile.nearest(Path.of(""))
        .ifPresent(file -> System.setProperty(LibvipsFile.PROPERTY, file.toString()));
    finder = new FaceFinder();
    preparer = new PicturePreparer(50_000_000);
    for (byte[] photo : List.of(ASTRONAUT, FOUR)) {
      FACES.put(photo, finder.find(PhotoReader.read(photo)));
    }
  }

  @AfterAll
  static void close() {
    finder.close();
    libvipsBefore.ifPresentOrElse(
        value -> System.setProperty(LibvipsFile.PROPERTY, value),
        () -> System.clearProperty(LibvipsFile.PROPERTY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff"})
  void shouldFindTheSameFacesAfterConversion(String format) throws Exception {
    for (byte[] photo : List.of(ASTRONAUT, FOUR)) {
      assertSameFaces(photo, TestPhotos.encoded(TestPhotos.decoded(photo), format));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 6, 8})
  void shouldFindTheSameFacesInARotatedPicture(int orientation) throws Exception {
    assertSameFaces(ASTRONAUT, TestPhotos.turned(orientation));
  }

  @Test
  void shouldFindTheSameFacesInA16BitPng() throws Exception {
    assertSameFaces(FOUR, TestPhotos.encoded(deep(FOUR), "png"));
  }

  @ParameterizedTest
  @CsvSource({"webp,", "tiff,-compress lzw", "jpg,-colorspace CMYK", "tiff,-colorspace CMYK"})
  void shouldFindTheSameFacesInFilesOfImageMagick(String format, String options) throws Exception {
    assertSameFaces(FOUR, byImageMagick(FOUR, format, options == null ? "" : options));
  }

  private static void assertSameFaces(byte[] photo, byte[] upload) throws Exception {
    PreparedPicture sent = preparer.prepare(upload, SMALLER);
    assertTrue(sent.convertedFrom().isPresent());
    List<Face> before = FACES.get(photo);
    List<Face> after = finder.find(PhotoReader.read(sent.bytes()));
    assertTrue(!before.isEmpty());
    assertEquals(before.size(), after.size());
    for (Face face : before) {
      double overlap =
          after.stream().mapToDouble(other -> overlap(face.box(), other.box())).max().orElse(0);
      assertTrue(overlap >= MIN_OVERLAP, "%.3f of %s".formatted(overlap, face.box()));
    }
  }

  private static double overlap(Box one, Box other) {
    double width =
        Math.min(one.left() + one.width(), other.left() + other.width())
            - Math.max(one.left(), other.left());
    double height =
        Math.min(one.top() + one.height(), other.top() + other.height())
            - Math.max(one.top(), other.top());
    double both = Math.max(0, width) * Math.max(0, height);
    return both / (one.width() * one.height() + other.width() * other.height() - both);
  }

  private static BufferedImage deep(byte[] photo) {
    BufferedImage flat = TestPhotos.decoded(photo);
    ComponentColorModel sixteenBits =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_sRGB),
            false,
            false,
            ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_USHORT);
    WritableRaster raster =
        sixteenBits.createCompatibleWritableRaster(flat.getWidth(), flat.getHeight());
    for (int y = 0; y < flat.getHeight(); y++) {
      for (int x = 0; x < flat.getWidth(); x++) {
        int rgb = flat.getRGB(x, y);
        for (int band = 0; band < 3; band++) {
          raster.setSample(x, y, band, (rgb >> (16 - 8 * band) & 0xFF) * 257);
        }
      }
    }
    return new BufferedImage(sixteenBits, raster, false, null);
  }

  private byte[] byImageMagick(byte[] photo, String format, String options) throws Exception {
    Path from = Files.write(directory.resolve("from.jpg"), photo);
    Path to = directory.resolve("to." + format);
    Process convert;
    try {
      convert =
          new ProcessBuilder("sh", "-c", "convert '%s' %s '%s'".formatted(from, options, to))
              .inheritIO()
              .start();
    } catch (IOException e) {
      assumeTrue(false, "there is no shell here: " + e.getMessage());
      throw e;
    }
    assumeTrue(convert.waitFor() == 0, "ImageMagick's convert, which wrote this, is not here");
    return Files.readAllBytes(to);
  }
}
