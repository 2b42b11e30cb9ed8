package io.fanlens.bench.pictures;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Whether a JPEG is what was requested: its size, 4:2:0, and the colours that ours has. */
final class JpegCheck {

  private static final int EVERY = 16;
  private static final double MOST_DIFFERENCE = 8;

  private JpegCheck() {}

  /** Empty when nothing is wrong. */
  static Optional<String> doubt(Path jpeg, Sample sample, Path ours) throws IOException {
    byte[] bytes = Files.readAllBytes(jpeg);
    int frame = frame(bytes);
    int height = uint16(bytes, frame + 5);
    int width = uint16(bytes, frame + 7);
    int[] target = sample.target();
    // Tools round a side up or down.
    if (Math.abs(width - target[0]) > 1 || Math.abs(height - target[1]) > 1) {
      return Optional.of("it is %d x %d px".formatted(width, height));
    }
    if (bytes[frame + 9] != 3 || bytes[frame + 11] != 0x22 || bytes[frame + 14] != 0x11) {
      return Optional.of("it is not 4:2:0");
    }
    double difference = difference(jpeg, ours);
    return difference > MOST_DIFFERENCE
        ? Optional.of("its colours differ by %.0f of 255".formatted(difference))
        : Optional.empty();
  }

  /** Where the frame header's marker stands. */
  private static int frame(byte[] jpeg) {
    int at = 2;
    while (!(jpeg[at + 1] >= (byte) 0xC0 && jpeg[at + 1] <= (byte) 0xC2)) {
      at += 2 + uint16(jpeg, at + 2);
    }
    return at;
  }

  private static int uint16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  private static double difference(Path one, Path other) throws IOException {
    BufferedImage first = thinned(one);
    BufferedImage second = thinned(other);
    int width = Math.min(first.getWidth(), second.getWidth());
    int height = Math.min(first.getHeight(), second.getHeight());
    double sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int a = first.getRGB(x, y);
        int b = second.getRGB(x, y);
        for (int shift = 0; shift < 24; shift += 8) {
          sum += Math.abs((a >> shift & 0xFF) - (b >> shift & 0xFF));
        }
      }
    }
    return sum / (3.0 * width * height);
  }

  private static BufferedImage thinned(Path jpeg) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream input = ImageIO.createImageInputStream(jpeg.toFile())) {
      reader.setInput(input, true, true);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(EVERY, EVERY, 0, 0);
      return reader.read(0, param);
    } finally {
      reader.dispose();
    }
  }
}
