package io.fanlens.functions.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * The parameters of a query as Rekognition's own JSON: {@code minConfidence=80}, {@code
 * attributes=DEFAULT,EMOTIONS}, {@code filters.wordFilter.minConfidence=50}. A name that the
 * operation does not have is refused: it is a typing mistake.
 */
public final class PlainParameters {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LONGEST_NUMBER = 20;

  private PlainParameters() {}

  public static ObjectNode of(SdkPojo model, Map<String, List<String>> query) throws ApiException {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
      put(object, model, parameter.getKey(), parameter.getValue());
    }
    return object;
  }

  private static void put(ObjectNode top, SdkPojo model, String name, List<String> values)
      throws ApiException {
    ObjectNode at = top;
    SdkPojo of = model;
    String[] steps = name.split("\\.", -1);
    for (int i = 0; i < steps.length; i++) {
      SdkField<?> field = field(of, steps[i]).orElseThrow(() -> unknown(model, name));
      String member = field.memberName();
      if (i == steps.length - 1) {
        at.set(member, value(field, name, values));
      } else if (field.marshallingType().toString().equals("SdkPojo")) {
        at = at.withObjectProperty(member);
        of = field.constructor().get();
      } else {
        throw unknown(model, name);
      }
    }
  }

  private static Optional<SdkField<?>> field(SdkPojo model, String step) {
    if (step.isEmpty()) {
      return Optional.empty();
    }
    String member = step.substring(0, 1).toUpperCase(Locale.ROOT) + step.substring(1);
    return model.sdkFields().stream()
        .filter(field -> field.memberName().equals(member))
        .<SdkField<?>>map(field -> field)
        .findFirst();
  }

  private static JsonNode value(SdkField<?> field, String name, List<String> values)
      throws ApiException {
    String type = field.marshallingType().toString();
    if (type.equals("List")) {
      ArrayNode list = NODES.arrayNode();
      SdkField<?> element = field.getTrait(ListTrait.class).memberFieldInfo();
      for (String value : values) {
        for (String each : value.split(",", -1)) {
          list.add(single(element.marshallingType().toString(), name, each.strip()));
        }
      }
      return list;
    }
    if (values.size() != 1) {
      throw wrong(name, "given once");
    }
    return single(type, name, values.getFirst());
  }

  private static JsonNode single(String type, String name, String text) throws ApiException {
    return switch (type) {
      case "String" -> NODES.textNode(text);
      case "Boolean" -> NODES.booleanNode(Boolean.parseBoolean(text));
      case "Integer" -> {
        try {
          yield NODES.numberNode(Integer.parseInt(text));
        } catch (NumberFormatException e) {
          throw wrong(name, "a whole number");
        }
      }
      case "Float", "Double" -> {
        if (text.length() > LONGEST_NUMBER || !text.matches("\\d+(\\.\\d+)?")) {
          throw wrong(name, "a number");
        }
        yield NODES.numberNode(Double.parseDouble(text));
      }
      default -> throw wrong(name, "sent in a JSON body");
    };
  }

  private static ApiException wrong(String name, String what) {
    return new ApiException(
        ApiProblem.BAD_PARAMETER, "The parameter '%s' must be %s.".formatted(name, what));
  }

  private static ApiException unknown(SdkPojo model, String name) {
    List<String> known =
        model.sdkFields().stream()
            .map(SdkField::memberName)
            .filter(each -> !each.endsWith("Image"))
            .map(each -> each.substring(0, 1).toLowerCase(Locale.ROOT) + each.substring(1))
            .toList();
    return new ApiException(
        ApiProblem.BAD_PARAMETER,
        "The parameter '%s' is not known; known are %s.".formatted(name, String.join(", ", known)));
  }
}
