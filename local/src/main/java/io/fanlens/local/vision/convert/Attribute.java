package io.fanlens.local.vision.convert;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import com.google.protobuf.ByteString;
import java.util.Arrays;

/** A fixed setting of an operator, such as the strides of a convolution. */
public final class Attribute {

  private final AttributeProto written;

  private Attribute(AttributeProto.Builder written) {
    this.written = written.build();
  }

  public static Attribute integer(String name, long value) {
    return new Attribute(named(name, AttributeType.INT).setI(value));
  }

  public static Attribute integers(String name, long... values) {
    return new Attribute(
        named(name, AttributeType.INTS).addAllInts(Arrays.stream(values).boxed().toList()));
  }

  public static Attribute number(String name, float value) {
    return new Attribute(named(name, AttributeType.FLOAT).setF(value));
  }

  public static Attribute text(String name, String value) {
    return new Attribute(named(name, AttributeType.STRING).setS(ByteString.copyFromUtf8(value)));
  }

  private static AttributeProto.Builder named(String name, AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  AttributeProto written() {
    return written;
  }
}
