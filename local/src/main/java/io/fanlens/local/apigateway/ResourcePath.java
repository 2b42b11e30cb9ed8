package io.fanlens.local.apigateway;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The path of a resource: <code>/v1/{operation}</code>, or <code>/{proxy+}</code> for all below.
 *
 * @param parts between the slashes; none for the root
 */
public record ResourcePath(List<String> parts) {
  static final ResourcePath ROOT = new ResourcePath(List.of());

  public ResourcePath {
    parts = List.copyOf(parts);
  }

  ResourcePath child(String part) {
    return new ResourcePath(Stream.concat(parts.stream(), Stream.of(part)).toList());
  }

  /**
   * The path parameters, decoded; empty when the path is another resource's.
   *
   * @param path as sent, without the stage
   */
  Optional<Map<String, String>> match(String path) {
    if (parts.isEmpty()) {
      return path.isEmpty() || path.equals("/") ? Optional.of(Map.of()) : Optional.empty();
    }
    String[] sent = path.startsWith("/") ? path.substring(1).split("/", -1) : new String[0];
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i);
      if (i >= sent.length || sent[i].isEmpty()) {
        return Optional.empty();
      }
      if (part.endsWith("+}")) {
        List<String> rest = List.of(sent).subList(i, sent.length);
        parameters.put(part.substring(1, part.length() - 2), decoded(String.join("/", rest)));
        return Optional.of(parameters);
      }
      if (part.startsWith("{")) {
        parameters.put(part.substring(1, part.length() - 1), decoded(sent[i]));
      } else if (!part.equals(sent[i])) {
        return Optional.empty();
      }
    }
    return sent.length == parts.size() ? Optional.of(parameters) : Optional.empty();
  }

  /** A plus is a plus in a path. */
  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return "/" + String.join("/", parts);
  }
}
