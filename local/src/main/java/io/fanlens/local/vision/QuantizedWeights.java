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
 * Reads weights as packed by TensorFlow.js: a manifest lists each tensor with its shape and, if
 * quantized to bytes, scale and minimum; the tensors follow each other in one file.
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
      JsonNode quantization = tensor.path("quantization");
      for (int i = 0; i < length; i++) {
        values[i] =
            quantization.isMissingNode()
                ? in.getFloat()
                : (float)
                    ((in.get() & 0xff) * quantization.path("scale").doubleValue()
                        + quantization.path("min").doubleValue());
      }
      tensors.put(tensor.path("name").textValue(), values);
    }
    if (in.hasRemaining()) {
      throw new IllegalStateException(
          "%d bytes of weights are left over: the manifest does not match."
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
