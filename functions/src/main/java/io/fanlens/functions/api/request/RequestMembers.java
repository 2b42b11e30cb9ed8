package io.fanlens.functions.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * Fills the SDK's model of a request from JSON, by the model's own names: so every parameter that
 * the service has can be sent. Members that the model does not have are ignored, as the service
 * does; their values are checked by the service itself.
 */
final class RequestMembers {

  private RequestMembers() {}

  /**
   * Fills a builder.
   *
   * @param path for messages; empty at the top, else it ends in a dot
   * @param except members that are read elsewhere
   * @throws ApiException naming the member whose value is of another type
   */
  public static SdkPojo filled(SdkPojo builder, JsonNode object, String path, Set<String> except)
      throws ApiException {
    if (!object.isObject()) {
      throw wrong(path.isEmpty() ? "the request" : path, "an object");
    }
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode value = object.path(field.memberName());
      if (!value.isMissingNode() && !value.isNull() && !except.contains(field.memberName())) {
        field.set(builder, value(field, value, path + field.memberName()));
      }
    }
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  private static Object value(SdkField<?> field, JsonNode value, String path) throws ApiException {
    return switch (field.marshallingType().toString()) {
      case "String" -> {
        need(value.isTextual(), path, "a text");
        yield value.textValue();
      }
      case "Float" -> number(value, path).floatValue();
      case "Double" -> number(value, path).doubleValue();
      case "Integer" -> {
        need(value.canConvertToInt() && value.isIntegralNumber(), path, "a whole number");
        yield value.intValue();
      }
      case "Boolean" -> {
        need(value.isBoolean(), path, "true or false");
        yield value.booleanValue();
      }
      case "SdkBytes" -> SdkBytes.fromByteArrayUnsafe(bytes(value, path));
      case "SdkPojo" -> filled(field.constructor().get(), value, path + ".", Set.of());
      case "List" -> list(field, value, path);
      default -> throw wrong(path, "left out here");
    };
  }

  private static List<Object> list(SdkField<?> field, JsonNode value, String path)
      throws ApiException {
    need(value.isArray(), path, "a list");
    SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
    List<Object> list = new ArrayList<>();
    for (JsonNode each : value) {
      list.add(value(element, each, path));
    }
    return list;
  }

  private static Number number(JsonNode value, String path) throws ApiException {
    need(value.isNumber() && Double.isFinite(value.doubleValue()), path, "a number");
    return value.doubleValue();
  }

  /** Base64, as the protocol sends binary values. */
  public static byte[] bytes(JsonNode value, String path) throws ApiException {
    need(value.isTextual(), path, "Base64 text");
    try {
      return Base64.getDecoder().decode(value.textValue());
    } catch (IllegalArgumentException e) {
      throw wrong(path, "Base64 text");
    }
  }

  private static void need(boolean right, String path, String what) throws ApiException {
    if (!right) {
      throw wrong(path, what);
    }
  }

  private static ApiException wrong(String path, String what) {
    return new ApiException(
        ApiProblem.UNREADABLE, "The value of '%s' must be %s.".formatted(path, what));
  }
}
