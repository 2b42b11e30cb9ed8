package io.fanlens.local.vision.convert;

import io.fanlens.local.vision.convert.TfliteModel.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns networks of TensorFlow Lite into ONNX, with the operators that MediaPipe's use. Inputs and
 * outputs keep their shapes and names; within, channels come before rows and columns, as ONNX has
 * it.
 */
public final class TfliteConverter {

  private static final int ADD = 0;
  private static final int CONVOLUTION = 3;
  private static final int DEPTHWISE_CONVOLUTION = 4;
  private static final int DEQUANTIZE = 6;
  private static final int MAX_POOL = 17;
  private static final int RELU = 19;
  private static final int RESHAPE = 22;
  private static final int RESIZE_BILINEAR = 23;
  private static final int PAD = 34;
  private static final int PRELU = 54;

  private static final Attribute CHANNELS_FIRST = Attribute.integers("perm", 0, 3, 1, 2);
  private static final Attribute CHANNELS_LAST = Attribute.integers("perm", 0, 2, 3, 1);

  private final TfliteModel model;
  private final OnnxGraph graph = new OnnxGraph();

  /** Names in the graph of what the operators returned so far. */
  private final Map<Integer, String> values = new HashMap<>();

  /** Constants by the number of the tensor that holds them as floats. */
  private final Map<Integer, Tensor> constants = new HashMap<>();

  private TfliteConverter(byte[] tflite) {
    model = new TfliteModel(tflite);
  }

  public static byte[] onnx(byte[] tflite) {
    return new TfliteConverter(tflite).converted();
  }

  private byte[] converted() {
    for (int input : model.inputs()) {
      long[] shape = model.shape(input).stream().mapToLong(Integer::longValue).toArray();
      String value = graph.input(model.name(input), shape);
      values.put(input, graph.add("Transpose", List.of(value), CHANNELS_FIRST));
    }
    for (Operator operator : model.operators()) {
      int result = operator.outputs().getFirst();
      if (operator.code() == DEQUANTIZE) {
        constants.put(result, model.constant(operator.input(0)));
      } else {
        values.put(result, value(operator));
      }
    }
    for (int output : model.outputs()) {
      graph.output(model.name(output), channelsLast(output));
    }
    return graph.bytes();
  }

  private String value(Operator operator) {
    FlatTable options = operator.options();
    return switch (operator.code()) {
      case CONVOLUTION ->
          activated(
              convolution(operator, constant(operator.input(1)).transposed(0, 3, 1, 2), 1),
              options.small(3));
      case DEPTHWISE_CONVOLUTION -> {
        Tensor filters = constant(operator.input(1)).transposed(3, 0, 1, 2);
        yield activated(convolution(operator, filters, filters.size(0)), options.small(4));
      }
      case ADD ->
          activated(
              graph.add("Add", List.of(value(operator.input(0)), value(operator.input(1)))),
              options.small(0));
      case MAX_POOL ->
          graph.add(
              "MaxPool",
              List.of(value(operator.input(0))),
              Attribute.integers("kernel_shape", options.integer(4, 0), options.integer(3, 0)),
              strides(options),
              padding(options));
      case RELU -> activated(value(operator.input(0)), 1);
      case PRELU -> {
        Tensor slopes = constant(operator.input(1));
        yield graph.add(
            "PRelu",
            List.of(
                value(operator.input(0)),
                graph.constant(slopes.reshaped(slopes.values().length, 1, 1))));
      }
      case PAD ->
          graph.add("Pad", List.of(value(operator.input(0)), pads(constant(operator.input(1)))));
      case RESIZE_BILINEAR -> resized(operator);
      case RESHAPE ->
          graph.add(
              "Reshape",
              List.of(channelsLast(operator.input(0)), sizes(operator.outputs().getFirst())));
      default ->
          throw new IllegalStateException("Operator " + operator.code() + " is not known here.");
    };
  }

  private String convolution(Operator operator, Tensor filters, int groups) {
    boolean depthwise = operator.code() == DEPTHWISE_CONVOLUTION;
    FlatTable options = operator.options();
    int dilation = depthwise ? 5 : 4;
    return graph.add(
        "Conv",
        List.of(
            value(operator.input(0)),
            graph.constant(filters),
            graph.constant(constant(operator.input(2)))),
        Attribute.integer("group", groups),
        Attribute.integers(
            "dilations", options.integer(dilation + 1, 1), options.integer(dilation, 1)),
        strides(options),
        padding(options));
  }

  private static Attribute strides(FlatTable options) {
    return Attribute.integers("strides", options.integer(2, 0), options.integer(1, 0));
  }

  private static Attribute padding(FlatTable options) {
    return Attribute.text("auto_pad", options.small(0) == 0 ? "SAME_UPPER" : "VALID");
  }

  private String activated(String value, int activation) {
    return switch (activation) {
      case 0 -> value;
      case 1 -> graph.add("Relu", List.of(value));
      default ->
          throw new IllegalStateException("Activation " + activation + " is not known here.");
    };
  }

  /** Before and behind of each dimension become all before, then all behind. */
  private String pads(Tensor paddings) {
    int[] order = {0, 3, 1, 2};
    long[] pads = new long[2 * order.length];
    for (int i = 0; i < order.length; i++) {
      pads[i] = (long) paddings.values()[2 * order[i]];
      pads[i + order.length] = (long) paddings.values()[2 * order[i] + 1];
    }
    return graph.integers(pads);
  }

  private String resized(Operator operator) {
    FlatTable options = operator.options();
    List<Integer> shape = model.shape(operator.outputs().getFirst());
    String mode = options.small(3) != 0 ? "half_pixel" : "asymmetric";
    return graph.add(
        "Resize",
        List.of(
            value(operator.input(0)),
            "",
            "",
            graph.integers(shape.get(0), shape.get(3), shape.get(1), shape.get(2))),
        Attribute.text("mode", "linear"),
        Attribute.text(
            "coordinate_transformation_mode", options.small(2) != 0 ? "align_corners" : mode));
  }

  private String sizes(int tensor) {
    return graph.integers(model.shape(tensor).stream().mapToLong(Integer::longValue).toArray());
  }

  private String channelsLast(int tensor) {
    String value = value(tensor);
    return model.shape(tensor).size() == 4
        ? graph.add("Transpose", List.of(value), CHANNELS_LAST)
        : value;
  }

  private String value(int tensor) {
    String value = values.get(tensor);
    if (value == null) {
      throw new IllegalStateException(
          "'%s' is used before an operator returns it.".formatted(model.name(tensor)));
    }
    return value;
  }

  private Tensor constant(int tensor) {
    return constants.computeIfAbsent(tensor, model::constant);
  }
}
