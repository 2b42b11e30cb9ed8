package io.fanlens.local.vision.graph;

import io.fanlens.local.vision.convert.Attribute;
import io.fanlens.local.vision.convert.OnnxGraph;
import io.fanlens.local.vision.convert.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The layers that face-api's networks for ages and for expressions are made of. Their weights come
 * without the networks' structure.
 */
final class FaceLayers {

  /** Both networks see a face of so many pixels. */
  static final int SIDE = 112;

  private static final Attribute SAME_SIZE = Attribute.text("auto_pad", "SAME_UPPER");

  private final OnnxGraph graph = new OnnxGraph();
  private final Map<String, Tensor> weights;

  FaceLayers(Map<String, Tensor> weights) {
    this.weights = weights;
  }

  String input() {
    return graph.input("face", 1, 3, SIDE, SIDE);
  }

  /** A convolution with bias. */
  String convolved(String value, String name, int stride) {
    return convolved(value, name + "/filters", name + "/bias", stride);
  }

  private String convolved(String value, String filters, String bias, int stride) {
    return graph.add(
        "Conv",
        List.of(
            value,
            graph.constant(weights.get(filters).transposed(3, 2, 0, 1)),
            graph.constant(weights.get(bias))),
        Attribute.integers("strides", stride, stride),
        SAME_SIZE);
  }

  /** A convolution of each channel, then one of all channels at each place. */
  String separable(String value, String name, int stride) {
    Tensor filters = weights.get(name + "/depthwise_filter").transposed(2, 3, 0, 1);
    String each =
        graph.add(
            "Conv",
            List.of(value, graph.constant(filters)),
            Attribute.integers("strides", stride, stride),
            Attribute.integer("group", filters.shape().getFirst()),
            SAME_SIZE);
    return convolved(each, name + "/pointwise_filter", name + "/bias", 1);
  }

  String relu(String value) {
    return graph.add("Relu", List.of(value));
  }

  String sum(String one, String other) {
    return graph.add("Add", List.of(one, other));
  }

  /** The maximum of 3 x 3, at half the size. */
  String halved(String value) {
    return graph.add(
        "MaxPool",
        List.of(value),
        Attribute.integers("kernel_shape", 3, 3),
        Attribute.integers("strides", 2, 2),
        SAME_SIZE);
  }

  /** The mean of each channel. */
  String mean(String value) {
    String mean = graph.add("GlobalAveragePool", List.of(value));
    return graph.add("Flatten", List.of(mean), Attribute.integer("axis", 1));
  }

  String dense(String value, String name) {
    return graph.add(
        "Gemm",
        List.of(
            value,
            graph.constant(weights.get(name + "/weights")),
            graph.constant(weights.get(name + "/bias"))));
  }

  String probabilities(String value) {
    return graph.add("Softmax", List.of(value), Attribute.integer("axis", -1));
  }

  void output(String name, String value) {
    graph.output(name, value);
  }

  byte[] onnx() {
    return graph.bytes();
  }
}
