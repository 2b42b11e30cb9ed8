package io.fanlens.local.vision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads weights as TensorFlow.js packs them: a manifest names each tensor, its shape and, where it
 * is squeezed into bytes, the scale and least value; the tensors follow each other in one file.
 */
final class QuantizedWeights {

  private QuantizedWeights() {}

  static Map<String, float[]> read(byte[] manifest, byte[] packed) {
    Map<String, float[]> tensors = new HashMap<>();
    ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode tensor : tree(manifest).path(0).path("weights")) {
      int length = 1;
      for (JsonNode size : tensor.path("shape")) {
        length *= size.intValue();
      }
      float[] values = new float[length];
      JsonNode squeezed = tensor.path("quantization");
      for (int i = 0; i < length; i++) {
        values[i] =
            squeezed.isMissingNode()
                ? in.getFloat()
                : (float)
                    ((in.get() & 0xff) * squeezed.path("scale").doubleValue()
                        + squeezed.path("min").doubleValue());
      }
      tensors.put(tensor.path("name").textValue(), values);
    }
    if (in.hasRemaining()) {
      throw new IllegalStateException(
          "%d bytes of weights are left over: the manifest is of other weights."
              .formatted(in.remaining()));
    }
    return tensors;
  }

  private static JsonNode tree(byte[] manifest) {
    try {
      return new ObjectMapper().readTree(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
