package io.fanlens.picture;

import com.sun.management.OperatingSystemMXBean;
import io.fanlens.picture.PreparedPicture.Size;
import io.fanlens.picture.VipsPictures.Colours;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Compares the CPU time of a conversion by libvips and by ImageIO, both in one process and by
 * turns: the median of the rounds, of the whole process and so with all its threads. Not a test;
 * see docs/pictures.md for the command.
 */
public final class ConversionTiming {

  private static final int WARM_UP = 2;
  private static final int LONGEST = 4_096;
  private static final int QUALITY = 85;
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private ConversionTiming() {}

  /** Arguments: megapixels (12), rounds (5). */
  public static void main(String[] args) throws Exception {
    int megapixels = args.length > 0 ? Integer.parseInt(args[0]) : 12;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Vips vips = Vips.open(LibvipsFile.nearest(Path.of("")).orElseThrow());
    PictureCodec[] ways = {new VipsCodec(vips), new ImageIoCodec()};
    System.out.printf(
        "%-18s %8s %9s %9s %9s %9s %6s%n",
        "picture", "MB", "vips cpu", "vips wall", "imageio", "wall", "ratio");
    for (Map.Entry<String, byte[]> picture : corpus(vips, megapixels).entrySet()) {
      PictureHeader header = PictureHeader.read(picture.getValue()).orElseThrow();
      long[][] cpu = new long[ways.length][rounds];
      long[][] wall = new long[ways.length][rounds];
      boolean[] able = new boolean[ways.length];
      for (int round = -WARM_UP; round < rounds; round++) {
        for (int way = 0; way < ways.length; way++) {
          long cpuBefore = PROCESS.getProcessCpuTime();
          long before = System.nanoTime();
          able[way] = convert(ways[way], picture.getValue(), header);
          if (round >= 0) {
            cpu[way][round] = PROCESS.getProcessCpuTime() - cpuBefore;
            wall[way][round] = System.nanoTime() - before;
          }
        }
      }
      System.out.printf(
          "%-18s %8.1f %9s %9s %9s %9s %6s%n",
          picture.getKey(),
          picture.getValue().length / 1e6,
          able[0] ? median(cpu[0]) : "-",
          able[0] ? median(wall[0]) : "-",
          able[1] ? median(cpu[1]) : "-",
          able[1] ? median(wall[1]) : "-",
          able[0] && able[1] ? "%.2f".formatted((double) median(cpu[1]) / median(cpu[0])) : "-");
    }
  }

  /** The whole picture as JPEG; over 4,096 px a side scaled down to that. */
  private static boolean convert(PictureCodec codec, byte[] picture, PictureHeader header)
      throws IOException {
    if (!codec.formats().contains(header.format())) {
      return false;
    }
    try (PixelSource source = codec.open(picture, header)) {
      Size size = source.upright();
      double factor = Math.min(1, (double) LONGEST / size.longer());
      source.jpeg(new Size((int) (size.width() * factor), (int) (size.height() * factor)), QUALITY);
      return true;
    }
  }

  private static long median(long[] nanos) {
    Arrays.sort(nanos);
    return nanos[nanos.length / 2] / 1_000_000;
  }

  private static Map<String, byte[]> corpus(Vips vips, int megapixels) {
    VipsPictures pictures = new VipsPictures(vips);
    int height = (int) Math.sqrt(megapixels * 1e6 * 3 / 4);
    BufferedImage photo = photo(height * 4 / 3, height);
    Orientation no = Orientation.AS_STORED;
    Map<String, byte[]> corpus = new LinkedHashMap<>();
    Object[] q92 = {"Q", 92};
    corpus.put("JPEG", pictures.encode(copy(photo), "jpeg", Colours.SRGB, no, q92));
    corpus.put(
        "JPEG sideways",
        pictures.encode(copy(photo), "jpeg", Colours.SRGB, new Orientation(6), q92));
    corpus.put("JPEG P3", pictures.encode(copy(photo), "jpeg", Colours.P3, no, q92));
    corpus.put("JPEG CMYK", pictures.encode(copy(photo), "jpeg", Colours.CMYK, no, q92));
    corpus.put(
        "JPEG progressive",
        pictures.encode(copy(photo), "jpeg", Colours.SRGB, no, "Q", 92, "interlace", 1));
    corpus.put(
        "TIFF LZW", pictures.encode(copy(photo), "tiff", Colours.SRGB, no, "compression", 5));
    corpus.put("WebP", pictures.encode(copy(photo), "webp", Colours.SRGB, no, "Q", 85));
    corpus.put("PNG 16-bit", pictures.encode(copy(photo), "png", Colours.RGB16, no));
    corpus.put("PNG alpha", pictures.encode(copy(photo), "png", Colours.ALPHA, no));
    corpus.put("BMP", TestPictures.encode(photo, "bmp"));
    corpus.put("GIF", TestPictures.encode(photo, "gif"));
    corpus.put(
        "AVIF",
        pictures.encode(
            copy(photo), "heif", Colours.SRGB, no, "compression", 4, "Q", 60, "effort", 0));
    return corpus;
  }

  private static BufferedImage copy(BufferedImage image) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
    copy.setData(image.getRaster());
    return copy;
  }

  /** Slopes, edges and a little noise, which compress about like a photograph. */
  static BufferedImage photo(int width, int height) {
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(1);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int slope = (int) (110 + 60 * Math.sin(x / 190.0) + 50 * Math.cos(y / 130.0));
        int edge = ((x / 170) ^ (y / 230)) % 3 * 12;
        int noise = random.nextInt(16);
        int red = Math.clamp(slope + edge + noise, 0, 255);
        int green = Math.clamp(slope + noise, 0, 255);
        int blue = Math.clamp(230 - slope + edge + noise, 0, 255);
        row[x] = red << 16 | green << 8 | blue;
      }
      photo.setRGB(0, y, width, 1, row, 0, width);
    }
    return photo;
  }
}
