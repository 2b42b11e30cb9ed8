package io.fanlens.picture.vips;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.Size;
import io.fanlens.picture.TestPictures;
import io.fanlens.picture.codec.PixelSource;
import io.fanlens.picture.header.Orientation;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.picture.vips.VipsPictures.Colours;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs that keep their size and are written again, as those are that have too many bytes. */
class VipsFileSourceTest {

  private static final int QUALITY = 85;
  private static final int SUBSAMPLED = 1;

  /** Of 255, for the picture's grain; one that is turned wrongly has 40 and more. */
  private static final double MEAN_ERROR = 3;

  private final Vips vips = TestVips.orSkip();
  private final VipsPictures pictures = new VipsPictures(vips);

  /** Odd sides end with a part of a JPEG's block, which a turn may put at the beginning. */
  @ParameterizedTest
  @CsvSource({"160, 112, SRGB", "161, 119, SRGB", "17, 200, SRGB", "163, 117, GREY", "1, 1, SRGB"})
  void shouldKeepAPictureInAllOrientations(int width, int height, Colours colours)
      throws Exception {
    BufferedImage upright = picture(width, height, colours);
    for (int tag = 1; tag <= 8; tag++) {
      byte[] source = encode(upright, colours, new Orientation(tag), "Q", 95);

      byte[] jpeg = again(source, QUALITY);

      PictureHeader header = PictureHeader.read(jpeg).orElseThrow();
      assertEquals(new Size(width, height), header.size());
      assertEquals(Orientation.AS_STORED, header.orientation());
      double error = meanError(upright, TestPictures.decode(jpeg));
      assertTrue(error <= MEAN_ERROR, "orientation %d: %s".formatted(tag, error));
    }
  }

  @Test
  void shouldReadRestartsAndTablesOfTheFilesOwn() throws Exception {
    BufferedImage picture = picture(200, 150, Colours.SRGB);
    for (Object[] options :
        new Object[][] {
          {"restart-interval", 1},
          {"restart-interval", 7},
          {"optimize-coding", 1},
          {"interlace", 1},
          {"quant-table", 3}
        }) {
      Object[] all = Arrays.copyOf(options, options.length + 2);
      all[options.length] = "Q";
      all[options.length + 1] = 95;
      byte[] jpeg = again(encode(picture, Colours.SRGB, Orientation.AS_STORED, all), QUALITY);

      double error = meanError(picture, TestPictures.decode(jpeg));
      assertTrue(error <= MEAN_ERROR, "%s: %s".formatted(options[0], error));
    }
  }

  @Test
  void shouldObeyTheQuality() throws Exception {
    byte[] source =
        encode(picture(160, 120, Colours.SRGB), Colours.SRGB, Orientation.AS_STORED, "Q", 98);
    int[] lengths = {98, 85, 75, 40, 5, 1};
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = again(source, lengths[i]).length;
    }
    for (int i = 1; i < lengths.length; i++) {
      assertTrue(lengths[i] < lengths[i - 1], Arrays.toString(lengths));
    }
  }

  @Test
  void shouldRefuseAFileThatIsCut() {
    byte[] whole =
        encode(picture(160, 120, Colours.SRGB), Colours.SRGB, Orientation.AS_STORED, "Q", 92);
    int header = 700;
    for (int length = header; length < whole.length * 9 / 10; length += 61) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(VipsException.class, () -> again(cut, QUALITY), "at " + length);
    }
  }

  /**
   * Whatever is changed, the end is a JPEG of the same size that others read, or a refusal. It may
   * be turned: libvips reads broken EXIF blocks in its own way.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldEndWithAJpegOrARefusal(long seed) throws Exception {
    Random random = new Random(seed);
    byte[][] originals = {
      encode(picture(64, 48, Colours.SRGB), Colours.SRGB, Orientation.AS_STORED, "Q", 92),
      encode(picture(64, 48, Colours.GREY), Colours.GREY, new Orientation(6), "Q", 98),
      encode(picture(64, 48, Colours.SRGB), Colours.SRGB, new Orientation(3), "restart-interval", 2)
    };
    int written = 0;
    for (int i = 0; i < 1_000; i++) {
      byte[] mutant = originals[i % originals.length].clone();
      int reach = i % 2 == 0 ? 700 : mutant.length;
      for (int edit = 0; edit <= i % 4; edit++) {
        mutant[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      try {
        PictureHeader header = PictureHeader.read(mutant).orElseThrow(() -> new IOException("cut"));
        if (header.size().pixels() > 100_000) {
          continue;
        }
        byte[] jpeg = again(mutant, QUALITY);
        BufferedImage read = TestPictures.decode(jpeg);
        Size size = new Size(read.getWidth(), read.getHeight());
        Size turned = new Orientation(6).turned(header.size());
        assertTrue(Set.of(header.size(), turned).contains(size), header + " became " + size);
        written++;
      } catch (IOException | BadPictureException e) {
        assertTrue(e.getMessage().length() > 2, e.getMessage());
      }
    }
    assertTrue(written > 30, "the changes must leave some whole, not " + written);
  }

  /** In its own size, as the preparation requests it of what has too many bytes. */
  private byte[] again(byte[] source, int quality) throws IOException, BadPictureException {
    PictureHeader header =
        PictureHeader.read(source).orElseThrow(() -> new IOException("it has no header"));
    try (PixelSource open = new VipsCodec(vips).open(source, header)) {
      return open.jpeg(open.largest(), quality);
    }
  }

  private byte[] encode(
      BufferedImage picture, Colours colours, Orientation orientation, Object... options) {
    Object[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "subsample-mode";
    all[options.length + 1] = SUBSAMPLED;
    return pictures.encode(picture, "jpeg", colours, orientation, all);
  }

  /** Slopes, an edge and some grain; all channels alike where it shall be grey. */
  private static BufferedImage picture(int width, int height, Colours colours) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(7);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grain = random.nextInt(8);
        int red = x * 200 / width + grain;
        int green = colours == Colours.GREY ? red : y * 200 / height + grain;
        int blue = colours == Colours.GREY ? red : x > y ? 180 + grain : 40 + grain;
        picture.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return picture;
  }

  /** Of the samples as stored: a grey picture's one is each of the three. */
  private static double meanError(BufferedImage expected, BufferedImage actual) {
    double sum = 0;
    for (int y = 0; y < actual.getHeight(); y++) {
      for (int x = 0; x < actual.getWidth(); x++) {
        int[] is = actual.getRaster().getPixel(x, y, (int[]) null);
        int[] shouldBe = expected.getRaster().getPixel(x, y, (int[]) null);
        for (int i = 0; i < 3; i++) {
          sum += Math.abs(is[i % is.length] - shouldBe[i]);
        }
      }
    }
    return sum / (3.0 * actual.getWidth() * actual.getHeight());
  }
}
