package io.fanlens.local.vision.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads weights as TensorFlow.js packs them: a manifest lists each tensor with its type, its shape
 * and, if quantized, scale and minimum; the tensors follow each other in one file.
 */
public final class PackedWeights {

  private PackedWeights() {}

  /** The tensors by name; integers and truth values become floats. */
  public static Map<String, Tensor> read(byte[] manifest, byte[] packed) {
    return read(tree(manifest), packed);
  }

  /**
   * The same, with the manifest already read.
   *
   * @param manifest a list of groups, each with {@code weights}
   */
  public static Map<String, Tensor> read(JsonNode manifest, byte[] packed) {
    Map<String, Tensor> tensors = new HashMap<>();
    ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode group : manifest) {
      for (JsonNode tensor : group.path("weights")) {
        List<Integer> shape = new ArrayList<>();
        tensor.path("shape").forEach(size -> shape.add(size.intValue()));
        float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
        fill(values, tensor, in);
        tensors.put(tensor.path("name").textValue(), new Tensor(shape, values));
      }
    }
    if (in.hasRemaining()) {
      throw new IllegalStateException(
          "%d bytes of weights are left over: the manifest does not match."
              .formatted(in.remaining()));
    }
    return tensors;
  }

  private static void fill(float[] values, JsonNode tensor, ByteBuffer in) {
    JsonNode quantization = tensor.path("quantization");
    String type = quantization.path("dtype").asText(tensor.path("dtype").asText());
    double scale = quantization.path("scale").asDouble(1);
    double least = quantization.path("min").asDouble(0);
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case "float32" -> in.getFloat();
            case "float16" -> Float.float16ToFloat(in.getShort());
            case "int32" -> in.getInt();
            case "bool" -> in.get();
            case "uint8" -> (float) ((in.get() & 0xff) * scale + least);
            case "uint16" -> (float) ((in.getShort() & 0xffff) * scale + least);
            default -> throw new IllegalStateException("Weights of the type " + type + '.');
          };
    }
  }

  private static JsonNode tree(byte[] manifest) {
    try {
      return new ObjectMapper().readTree(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
