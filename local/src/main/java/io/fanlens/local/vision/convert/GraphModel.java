package io.fanlens.local.vision.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The convolutions of a TensorFlow.js graph model, as operators of an ONNX graph. There values are
 * pictures x height x width x channels, here pictures x channels x height x width.
 */
public final class GraphModel {

  private final OnnxGraph graph;
  private final Map<String, JsonNode> nodes = new HashMap<>();
  private final Map<String, Tensor> weights;

  /** The values that were written, by the name of their node. */
  private final Map<String, String> written = new HashMap<>();

  /**
   * Of a model with its weights.
   *
   * @param model the file {@code model.json}
   * @param packed the files that it names, one after the other
   */
  public GraphModel(OnnxGraph graph, JsonNode model, byte[] packed) {
    this.graph = graph;
    model.at("/modelTopology/node").forEach(node -> nodes.put(node.path("name").textValue(), node));
    weights = PackedWeights.read(model.path("weightsManifest"), packed);
  }

  /** Lets the converted part of the model begin here. */
  public void begin(String node, String value) {
    written.put(node, value);
  }

  public Tensor weights(String node) {
    Tensor tensor = weights.get(node);
    if (tensor == null) {
      throw new IllegalStateException("The model has no weights " + node + '.');
    }
    return tensor;
  }

  /** The value of a node, written with all that it depends on. */
  public String value(String name) {
    String known = written.get(name);
    if (known != null) {
      return known;
    }
    JsonNode node = nodes.get(name);
    if (node == null) {
      throw new IllegalStateException("The model has no node " + name + '.');
    }
    String value = weights.containsKey(name) ? perChannel(name) : operator(node);
    written.put(name, value);
    return value;
  }

  private String operator(JsonNode node) {
    String kind = node.path("op").asText();
    return switch (kind) {
      case "Conv2D" -> convolution(node, weights(input(node, 1)).transposed(3, 2, 0, 1), 1);
      case "DepthwiseConv2dNative" -> depthwise(node);
      case "Add", "AddN", "BiasAdd" -> graph.add("Add", both(node));
      case "Mul" -> graph.add("Mul", both(node));
      case "Relu6" ->
          graph.add("Clip", List.of(value(input(node, 0)), graph.constant(0), graph.constant(6)));
      case "FusedBatchNorm" -> normalization(node);
      default ->
          throw new IllegalStateException(
              "%s is a %s, which is not converted.".formatted(node.path("name").asText(), kind));
    };
  }

  private List<String> both(JsonNode node) {
    if (node.path("input").size() != 2) {
      throw new IllegalStateException(node.path("name").asText() + " has not two inputs.");
    }
    return List.of(value(input(node, 0)), value(input(node, 1)));
  }

  /** Each input channel has weights of its own. */
  private String depthwise(JsonNode node) {
    Tensor kernel = weights(input(node, 1)).transposed(2, 3, 0, 1);
    int channels = kernel.size(0);
    return convolution(
        node,
        kernel.reshaped(channels * kernel.size(1), 1, kernel.size(2), kernel.size(3)),
        channels);
  }

  private String convolution(JsonNode node, Tensor kernel, int groups) {
    return graph.add(
        "Conv",
        List.of(value(input(node, 0)), graph.constant(kernel)),
        Attribute.integers("strides", inHeightAndWidth(node, "strides")),
        Attribute.integers("dilations", inHeightAndWidth(node, "dilations")),
        Attribute.integer("group", groups),
        Attribute.text("auto_pad", padding(node)));
  }

  private String normalization(JsonNode node) {
    List<String> inputs = new ArrayList<>();
    inputs.add(value(input(node, 0)));
    for (int i = 1; i < 5; i++) {
      inputs.add(graph.constant(weights(input(node, i))));
    }
    return graph.add(
        "BatchNormalization",
        inputs,
        Attribute.number("epsilon", node.at("/attr/epsilon/f").floatValue()));
  }

  /** Weights for each channel, to be added or multiplied. */
  private String perChannel(String name) {
    Tensor tensor = weights(name);
    if (tensor.shape().size() != 1) {
      throw new IllegalStateException(name + " is not a number for each channel.");
    }
    return graph.constant(tensor.reshaped(tensor.size(0), 1, 1));
  }

  private static String input(JsonNode node, int place) {
    return node.path("input").path(place).asText();
  }

  /** Of four numbers, those that are not of pictures and channels; 1 is the default. */
  private static long[] inHeightAndWidth(JsonNode node, String attribute) {
    JsonNode numbers = node.path("attr").path(attribute).at("/list/i");
    return new long[] {numbers.path(1).asLong(1), numbers.path(2).asLong(1)};
  }

  /** Written as a list of bytes. */
  private static String padding(JsonNode node) {
    StringBuilder word = new StringBuilder();
    node.at("/attr/padding/s").forEach(letter -> word.append((char) letter.asInt()));
    return switch (word.toString()) {
      case "SAME" -> "SAME_UPPER";
      case "VALID" -> "VALID";
      default -> throw new IllegalStateException("Padding is '" + word + "'.");
    };
  }
}
