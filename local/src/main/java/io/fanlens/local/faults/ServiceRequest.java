package io.fanlens.local.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;

/**
 * One request on its way to a service.
 *
 * @param service as in a signature: {@code dynamodb}
 * @param action the API action ({@code PutItem}); for S3 the HTTP method
 * @param path with query, as sent
 * @param caller the function's process that sent it; empty for others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ServiceRequest(
    String service, String action, String path, String caller, byte[] body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The body of a JSON protocol; empty for others. */
  public JsonNode json() {
    try {
      return JSON.readTree(text());
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public boolean is(String wantedService, String wantedAction) {
    return service.equals(wantedService) && action.equals(wantedAction);
  }
}
