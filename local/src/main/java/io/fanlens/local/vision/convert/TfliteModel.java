package io.fanlens.local.vision.convert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** What a file in the format of TensorFlow Lite says of its one network. */
final class TfliteModel {

  // Fields of the tables, as TensorFlow's schema.fbs numbers them.
  private static final int OPERATOR_CODES = 1;
  private static final int SUBGRAPHS = 2;
  private static final int BUFFERS = 4;
  private static final int TENSORS = 0;
  private static final int INPUTS = 1;
  private static final int OUTPUTS = 2;
  private static final int OPERATORS = 3;
  private static final int OPTIONS = 4;

  private static final int FLOAT_32 = 0;
  private static final int FLOAT_16 = 1;
  private static final int INT_32 = 2;

  private final FlatTable network;
  private final List<FlatTable> tensors;
  private final List<FlatTable> buffers;
  private final int[] codes;

  TfliteModel(byte[] tflite) {
    FlatTable model = FlatTable.root(tflite);
    network = model.tables(SUBGRAPHS).getFirst();
    tensors = network.tables(TENSORS);
    buffers = model.tables(BUFFERS);
    codes =
        model.tables(OPERATOR_CODES).stream()
            .mapToInt(code -> Math.max(code.small(0), code.integer(3, 0)))
            .toArray();
  }

  /** An operator; {@code options} has the fields that its kind has in the schema. */
  record Operator(int code, List<Integer> inputs, List<Integer> outputs, FlatTable options) {

    int input(int index) {
      return inputs.get(index);
    }
  }

  /** In an order in which they can run. */
  List<Operator> operators() {
    return network.tables(OPERATORS).stream()
        .map(
            operator ->
                new Operator(
                    codes[operator.integer(0, 0)],
                    list(operator.integers(INPUTS)),
                    list(operator.integers(OUTPUTS)),
                    operator.table(OPTIONS)))
        .toList();
  }

  List<Integer> inputs() {
    return list(network.integers(INPUTS));
  }

  List<Integer> outputs() {
    return list(network.integers(OUTPUTS));
  }

  String name(int tensor) {
    return StandardCharsets.UTF_8.decode(tensors.get(tensor).bytes(3)).toString();
  }

  List<Integer> shape(int tensor) {
    return list(tensors.get(tensor).integers(0));
  }

  /** The numbers of a constant. */
  Tensor constant(int tensor) {
    ByteBuffer data = data(tensor);
    int type = tensors.get(tensor).small(1);
    List<Integer> shape = shape(tensor);
    float[] values = new float[shape.stream().reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (type) {
            case FLOAT_32 -> data.getFloat();
            case FLOAT_16 -> Float.float16ToFloat(data.getShort());
            case INT_32 -> data.getInt();
            default -> throw new IllegalStateException("Numbers of the type " + type + '.');
          };
    }
    return new Tensor(shape, values);
  }

  private ByteBuffer data(int tensor) {
    return buffers.get(tensors.get(tensor).integer(2, 0)).bytes(0);
  }

  private static List<Integer> list(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
