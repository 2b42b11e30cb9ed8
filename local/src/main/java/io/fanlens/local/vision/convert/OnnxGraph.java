package io.fanlens.local.vision.convert;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A network that is being written, operator by operator, in the ONNX format. Every value has a
 * name: of an input, of a constant, or of what an operator returns.
 */
public final class OnnxGraph {

  /** Of the file format, and of the operators' meaning. */
  private static final int FORMAT = 9;

  private static final int OPERATORS = 18;

  private static final int FLOATS = TensorProto.DataType.FLOAT_VALUE;
  private static final int INTEGERS = TensorProto.DataType.INT64_VALUE;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("converted");
  private int names;

  /**
   * Declares an input of float values.
   *
   * @param shape a size under 0 is known only when the network runs
   */
  public String input(String name, long... shape) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (long size : shape) {
      TensorShapeProto.Dimension.Builder dimension = sizes.addDimBuilder();
      if (size >= 0) {
        dimension.setDimValue(size);
      }
    }
    graph.addInput(declared(name, TypeProto.Tensor.newBuilder().setShape(sizes)));
    return name;
  }

  public String constant(Tensor tensor) {
    ByteBuffer bytes = littleEndian(tensor.values().length * Float.BYTES);
    bytes.asFloatBuffer().put(tensor.values());
    return constant(
        TensorProto.newBuilder()
            .addAllDims(tensor.shape().stream().map(Integer::longValue).toList())
            .setDataType(FLOATS)
            .setRawData(ByteString.copyFrom(bytes)));
  }

  public String constant(float value) {
    return constant(new Tensor(List.of(), new float[] {value}));
  }

  /** A list of integers, as shapes, axes and paddings are given. */
  public String integers(long... values) {
    ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(
        TensorProto.newBuilder()
            .addDims(values.length)
            .setDataType(INTEGERS)
            .setRawData(ByteString.copyFrom(bytes)));
  }

  private String constant(TensorProto.Builder tensor) {
    String name = newName("constant");
    graph.addInitializer(tensor.setName(name));
    return name;
  }

  /**
   * Adds an operator that returns one value.
   *
   * @param inputs an empty name is an input that is left out
   */
  public String add(String operator, List<String> inputs, Attribute... attributes) {
    return add(operator, 1, inputs, attributes).getFirst();
  }

  /** Adds an operator that returns several values. */
  public List<String> add(
      String operator, int results, List<String> inputs, Attribute... attributes) {
    NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).addAllInput(inputs);
    for (int i = 0; i < results; i++) {
      node.addOutput(newName(operator));
    }
    for (Attribute attribute : attributes) {
      node.addAttribute(attribute.written());
    }
    graph.addNode(node.setName(node.getOutput(0)));
    return List.copyOf(node.getOutputList());
  }

  /** Declares a float value to be an output, under a name of its own. */
  public void output(String name, String value) {
    graph.addNode(
        NodeProto.newBuilder().setOpType("Identity").setName(name).addInput(value).addOutput(name));
    graph.addOutput(declared(name, TypeProto.Tensor.newBuilder()));
  }

  public byte[] bytes() {
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT)
        .setProducerName("fanlens")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
        .setGraph(graph)
        .build()
        .toByteArray();
  }

  private static ValueInfoProto.Builder declared(String name, TypeProto.Tensor.Builder tensor) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor.setElemType(FLOATS)));
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String newName(String kind) {
    return kind + '-' + names++;
  }
}
