package io.fanlens.functions.page.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A request of the page, read.
 *
 * @param route method and path: {@code GET pictures}
 * @param parameters of the query
 * @param body a JSON object; an empty one where none was sent
 */
public record PageCall(String route, Map<String, String> parameters, JsonNode body) {

  public String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Keys are in queries and bodies, which no access log has. */
  @Override
  public String toString() {
    return route;
  }
}
