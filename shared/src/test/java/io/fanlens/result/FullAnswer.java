package io.fanlens.result;

import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Builds an answer in which every field has a value, and every list two elements. */
final class FullAnswer {

  private FullAnswer() {}

  /**
   * The answer.
   *
   * @param builder of the SDK's class
   */
  static SdkPojo of(SdkPojo builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      field.set(builder, value(field));
    }
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  private static Object value(SdkField<?> field) {
    return switch (field.marshallingType().toString()) {
      case "String" -> "text of " + field.memberName();
      case "Float" -> 12.5f;
      case "Double" -> 12.5;
      case "Integer" -> 12;
      case "Long" -> 12L;
      case "Boolean" -> true;
      case "SdkPojo" -> of(field.constructor().get());
      case "List" -> {
        SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
        yield List.of(value(element), value(element));
      }
      default ->
          throw new IllegalStateException(
              "no value for %s, a %s".formatted(field.memberName(), field.marshallingType()));
    };
  }
}
