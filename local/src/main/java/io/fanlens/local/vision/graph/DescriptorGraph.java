package io.fanlens.local.vision.graph;

import io.fanlens.local.vision.convert.Attribute;
import io.fanlens.local.vision.convert.OnnxGraph;
import io.fanlens.local.vision.convert.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Writes dlib's face recognition ResNet: a face of 150 x 150 px in, a descriptor of 128 numbers
 * out. Its weights come without the network's structure, which therefore is here.
 */
public final class DescriptorGraph {

  public static final int SIDE = 150;

  private static final String FIRST = "conv32_down";

  private static final List<String> BLOCKS =
      List.of(
          "conv32_1",
          "conv32_2",
          "conv32_3",
          "conv64_down",
          "conv64_1",
          "conv64_2",
          "conv64_3",
          "conv128_down",
          "conv128_1",
          "conv128_2",
          "conv256_down",
          "conv256_1",
          "conv256_2",
          "conv256_down_out");

  private final OnnxGraph graph = new OnnxGraph();
  private final Map<String, Tensor> weights;

  private DescriptorGraph(Map<String, Tensor> weights) {
    this.weights = weights;
  }

  /** The network; its input is RGB in planes, its output the descriptor. */
  public static byte[] onnx(Map<String, Tensor> weights) {
    return new DescriptorGraph(weights).written();
  }

  private byte[] written() {
    String value = graph.input("face", 1, 3, SIDE, SIDE);
    value = relu(convolved(value, FIRST, 2, 0));
    value = pooled("MaxPool", value, 3);
    int side = (((SIDE - 7) / 2 + 1) - 3) / 2 + 1;
    int channels = 32;
    for (String block : BLOCKS) {
      if (block.contains("down")) {
        int more = weights.get(block + "/conv1/conv/bias").values().length;
        value = halved(value, block, side, more - channels);
        side /= 2;
        channels = more;
      } else {
        value = relu(graph.add("Add", List.of(branch(value, block, 1, 1), value)));
      }
    }
    String mean = graph.add("GlobalAveragePool", List.of(value));
    String flat = graph.add("Flatten", List.of(mean), Attribute.integer("axis", 1));
    String matrix = graph.constant(weights.get("fc"));
    graph.output("descriptor", graph.add("MatMul", List.of(flat, matrix)));
    return graph.bytes();
  }

  /**
   * A block of half the size. Its shortcut is average-pooled and has zeros in the new channels; an
   * even size leaves the convolutions one row and one column short, which are zeros too.
   */
  private String halved(String value, String block, int side, int newChannels) {
    String shortcut = pooled("AveragePool", value, 2);
    if (newChannels > 0) {
      shortcut = padded(shortcut, newChannels, 0);
    }
    String branch = branch(value, block, 2, 0);
    int missing = side / 2 - ((side - 3) / 2 + 1);
    return relu(
        graph.add("Add", List.of(missing > 0 ? padded(branch, 0, missing) : branch, shortcut)));
  }

  private String branch(String value, String block, int stride, int margin) {
    String first = relu(convolved(value, block + "/conv1", stride, margin));
    return convolved(first, block + "/conv2", 1, 1);
  }

  /** A convolution, with the scale and shift that follow it multiplied into its weights. */
  private String convolved(String value, String name, int stride, int margin) {
    float[] scale = weights.get(name + "/scale/weights").values();
    float[] shift = weights.get(name + "/scale/biases").values();
    Tensor filters = weights.get(name + "/conv/filters");
    float[] scaled = filters.values().clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= scale[i % scale.length];
    }
    float[] bias = weights.get(name + "/conv/bias").values().clone();
    for (int i = 0; i < bias.length; i++) {
      bias[i] = bias[i] * scale[i] + shift[i];
    }
    return graph.add(
        "Conv",
        List.of(
            value,
            graph.constant(new Tensor(filters.shape(), scaled).transposed(3, 2, 0, 1)),
            graph.constant(new Tensor(List.of(bias.length), bias))),
        Attribute.integers("strides", stride, stride),
        Attribute.integers("pads", margin, margin, margin, margin));
  }

  private String pooled(String operator, String value, int side) {
    return graph.add(
        operator,
        List.of(value),
        Attribute.integers("kernel_shape", side, side),
        Attribute.integers("strides", 2, 2));
  }

  /** With zeros behind the last channels, and below and to the right. */
  private String padded(String value, int channels, int margin) {
    return graph.add(
        "Pad", List.of(value, graph.integers(0, 0, 0, 0, 0, channels, margin, margin)));
  }

  private String relu(String value) {
    return graph.add("Relu", List.of(value));
  }
}
