package io.fanlens.local.apigateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fanlens.local.apigateway.GatewayAnswer.Own;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answers that an API gives without its function, as the template changes them: a response of
 * the error's own type, else the one for all of 4xx or 5xx, else the gateway's.
 */
record GatewayResponses(Map<String, Changed> byType) {

  private static final int SERVER_ERROR = 500;
  private static final String JSON = "application/json";
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(context|method)((?:\\.[A-Za-z0-9_-]+)+)");

  /**
   * What a template says about one type.
   *
   * @param status in place of the gateway's
   * @param headers values, or what they are mapped from
   * @param templates by media type; empty for the gateway's text
   */
  record Changed(
      Optional<Integer> status, Map<String, String> headers, Map<String, String> templates) {
    Changed {
      headers = Map.copyOf(headers);
      templates = Map.copyOf(templates);
    }
  }

  GatewayResponses {
    byType = Map.copyOf(byType);
  }

  /**
   * The answer to one request.
   *
   * @param accept the request's header; a template of this type is preferred
   * @param values of variables, such as {@code method.request.header.Origin}; empty if there is
   *     none
   */
  GatewayAnswer answer(Own own, String accept, UnaryOperator<String> values) {
    Changed changed = own.hasResponseOfItsOwn() ? byType.get(own.name()) : null;
    if (changed == null) {
      changed = byType.get(own.status < SERVER_ERROR ? "DEFAULT_4XX" : "DEFAULT_5XX");
    }
    GatewayAnswer usual = own.answer();
    if (changed == null || !own.isChangeable()) {
      return usual;
    }
    UnaryOperator<String> known = name -> ofError(own, name).orElseGet(() -> values.apply(name));
    Map<String, String> templates = changed.templates();
    String type = templates.containsKey(accept) ? accept : JSON;
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (Map.Entry<String, String> each : usual.headers()) {
      headers.add(each.getKey().equals("Content-Type") ? Map.entry(each.getKey(), type) : each);
    }
    changed.headers().forEach((name, from) -> headers.add(Map.entry(name, mapped(from, known))));
    return new GatewayAnswer(
        changed.status().orElse(own.status),
        headers,
        templates.containsKey(type)
            ? StandardCharsets.UTF_8.encode(filled(templates.get(type), known))
            : usual.body());
  }

  private static Optional<String> ofError(Own own, String name) {
    return switch (name) {
      case "context.error.message" -> Optional.of(own.message());
      case "context.error.messageString" ->
          Optional.of(JsonNodeFactory.instance.textNode(own.message()).toString());
      case "context.error.responseType" -> Optional.of(own.name());
      default -> Optional.empty();
    };
  }

  private static String mapped(String from, UnaryOperator<String> values) {
    return isText(from) ? from.substring(1, from.length() - 1) : values.apply(from);
  }

  /** Whether a parameter is a text, and not mapped from the request. */
  static boolean isText(String parameter) {
    return parameter.length() > 1 && parameter.startsWith("'") && parameter.endsWith("'");
  }

  /** Variables are replaced, and nothing is evaluated. */
  private static String filled(String template, UnaryOperator<String> values) {
    return VARIABLE
        .matcher(template)
        .replaceAll(
            found -> Matcher.quoteReplacement(values.apply(found.group(1) + found.group(2))));
  }

  /** Those of a request, for {@link #answer}. */
  static UnaryOperator<String> values(
      Map<String, String> context, List<Map.Entry<String, String>> headers) {
    Map<String, String> known = new HashMap<>();
    context.forEach((name, value) -> known.put("context." + name, value));
    return name ->
        name.startsWith("method.request.header.")
            ? headers.stream()
                .filter(one -> ("method.request.header." + one.getKey()).equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("")
            : known.getOrDefault(name, "");
  }
}
