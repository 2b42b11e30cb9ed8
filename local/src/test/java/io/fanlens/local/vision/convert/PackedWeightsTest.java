package io.fanlens.local.vision.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PackedWeightsTest {

  @Test
  void shouldReadEachType() {
    byte[] manifest =
        """
        [{"weights": [
          {"name": "plain", "shape": [2], "dtype": "float32"},
          {"name": "bytes", "shape": [1, 2], "dtype": "float32",
            "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1}},
          {"name": "shorts", "shape": [1], "dtype": "float32",
            "quantization": {"dtype": "uint16", "scale": 0.5, "min": 0}},
          {"name": "halves", "shape": [1], "dtype": "float32",
            "quantization": {"dtype": "float16"}},
          {"name": "one", "shape": [], "dtype": "int32"}]}]
        """
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer packed = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
    packed.putFloat(1.5f).putFloat(-2).put((byte) 0).put((byte) 255).putShort((short) 65535);
    packed.putShort(Float.floatToFloat16(0.25f)).putInt(7);

    Map<String, Tensor> weights = PackedWeights.read(manifest, packed.array());

    assertArrayEquals(new float[] {1.5f, -2}, weights.get("plain").values());
    assertEquals(List.of(1, 2), weights.get("bytes").shape());
    assertArrayEquals(new float[] {-1, 126.5f}, weights.get("bytes").values());
    assertArrayEquals(new float[] {32767.5f}, weights.get("shorts").values());
    assertArrayEquals(new float[] {0.25f}, weights.get("halves").values());
    assertArrayEquals(new float[] {7}, weights.get("one").values());
  }

  @Test
  void shouldRefuseWeightsThatAreLeftOver() {
    byte[] manifest =
        """
        [{"weights": [{"name": "a", "shape": [1], "dtype": "float32"}]}]
        """
            .getBytes(StandardCharsets.UTF_8);

    assertThrows(IllegalStateException.class, () -> PackedWeights.read(manifest, new byte[8]));
  }
}
