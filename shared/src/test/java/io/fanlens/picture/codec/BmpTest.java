package io.fanlens.picture.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.picture.header.PictureHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BmpTest {

  private static final int PIXELS_AT = 54;

  @ParameterizedTest
  @CsvSource({"24, false", "24, true", "32, false", "32, true"})
  void shouldReadRowsFromTheTopWhicheverWayTheyLie(int bits, boolean fromTheTop) throws Exception {
    byte[] bmp = bmp(5, 3, bits, fromTheTop);

    RgbRows rows = Bmp.rgb(bmp, PictureHeader.read(bmp).orElseThrow());

    assertEquals(5, rows.width());
    assertEquals(3, rows.height());
    byte[] row = new byte[15];
    for (int y = 0; y < 3; y++) {
      rows.read(y, row);
      byte[] expected = new byte[15];
      for (int x = 0; x < 5; x++) {
        expected[3 * x] = (byte) (10 * y + x);
        expected[3 * x + 1] = (byte) (100 + 10 * y + x);
        expected[3 * x + 2] = (byte) (200 + x);
      }
      assertArrayEquals(expected, row, "row " + y);
    }
  }

  @Test
  void shouldRefuseCutPixels() throws Exception {
    byte[] whole = bmp(5, 3, 24, false);
    PictureHeader header = PictureHeader.read(whole).orElseThrow();
    // The last row's padding may be missing.
    Bmp.rgb(Arrays.copyOf(whole, whole.length - 1), header);
    byte[] cut = Arrays.copyOf(whole, whole.length - 2);
    assertThrows(IOException.class, () -> Bmp.rgb(cut, header));
  }

  /** Red and green encode the column and the row, blue the column. */
  private static byte[] bmp(int width, int height, int bits, boolean fromTheTop) {
    int stride = (width * bits / 8 + 3) / 4 * 4;
    ByteBuffer bmp =
        ByteBuffer.allocate(PIXELS_AT + stride * height).order(ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(bmp.capacity()).putInt(0).putInt(PIXELS_AT);
    bmp.putInt(40).putInt(width).putInt(fromTheTop ? -height : height);
    bmp.putShort((short) 1).putShort((short) bits);
    for (int y = 0; y < height; y++) {
      bmp.position(PIXELS_AT + stride * (fromTheTop ? y : height - 1 - y));
      for (int x = 0; x < width; x++) {
        bmp.put((byte) (200 + x)).put((byte) (100 + 10 * y + x)).put((byte) (10 * y + x));
        if (bits == 32) {
          bmp.put((byte) 0);
        }
      }
    }
    return bmp.array();
  }
}
