package io.fanlens.local.apigateway;

import java.util.List;
import java.util.Locale;

/** The binary media types of an API. */
record MediaTypes(List<String> binary) {
  MediaTypes {
    binary = List.copyOf(binary);
  }

  /**
   * Whether a header names one of them.
   *
   * @param header of the request; of an Accept only the first type counts
   */
  boolean contains(String header) {
    String type = header.split("[,;]", 2)[0].strip().toLowerCase(Locale.ROOT);
    return binary.stream()
        .map(each -> each.toLowerCase(Locale.ROOT))
        .anyMatch(
            each ->
                each.equals("*/*")
                    || each.equals(type)
                    || (each.endsWith("/*")
                        && type.startsWith(each.substring(0, each.length() - 1))));
  }
}
