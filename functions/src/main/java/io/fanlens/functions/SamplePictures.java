package io.fanlens.functions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Small pictures that must be converted, each in another way. */
final class SamplePictures {

  static final int WIDTH = 200;
  static final int HEIGHT = 160;

  private static final int BYTES = WIDTH * HEIGHT * 3;
  private static final byte GREY = 0x60;

  private SamplePictures() {}

  /** Read by libvips. */
  static byte[] tiff() {
    int[][] tags = {
      {256, 4, WIDTH}, {257, 4, HEIGHT}, {258, 3, 8}, {259, 3, 1}, {262, 3, 2},
      {273, 4, 8}, {277, 3, 3}, {278, 4, HEIGHT}, {279, 4, BYTES}, {284, 3, 1},
    };
    ByteBuffer file =
        ByteBuffer.allocate(8 + BYTES + 2 + tags.length * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8 + BYTES);
    file.put(grey());
    file.putShort((short) tags.length);
    for (int[] tag : tags) {
      file.putShort((short) tag[0]).putShort((short) tag[1]).putInt(1).putInt(tag[2]);
    }
    return file.putInt(0).array();
  }

  /** Read in Java, written by libvips. */
  static byte[] bmp() {
    ByteBuffer file = ByteBuffer.allocate(54 + BYTES).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 'B').put((byte) 'M').putInt(54 + BYTES).putInt(0).putInt(54);
    file.putInt(40).putInt(WIDTH).putInt(HEIGHT).putShort((short) 1).putShort((short) 24);
    file.putInt(0).putInt(BYTES).putInt(2835).putInt(2835).putInt(0).putInt(0);
    return file.put(grey()).array();
  }

  /** Read by FFmpeg: four patches of colour, encoded with x265. */
  static byte[] heic() throws IOException {
    try (InputStream file = SamplePictures.class.getResourceAsStream("sample.heic")) {
      return file.readAllBytes();
    }
  }

  private static byte[] grey() {
    byte[] pixels = new byte[BYTES];
    Arrays.fill(pixels, GREY);
    return pixels;
  }
}
