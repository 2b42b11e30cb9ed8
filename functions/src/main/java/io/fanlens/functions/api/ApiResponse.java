package io.fanlens.functions.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer as the gateway takes it. */
record ApiResponse(int status, Map<String, String> headers, String body) {

  ApiResponse {
    headers = new LinkedHashMap<>(headers);
  }

  ApiResponse with(String name, String value) {
    ApiResponse changed = new ApiResponse(status, headers, body);
    changed.headers.put(name, value);
    return changed;
  }

  ApiResponse with(Map<String, String> more) {
    ApiResponse changed = new ApiResponse(status, headers, body);
    changed.headers.putAll(more);
    return changed;
  }

  ObjectNode toEvent() {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("statusCode", status);
    ObjectNode written = event.putObject("headers");
    headers.forEach(written::put);
    event.put("body", body);
    event.put("isBase64Encoded", false);
    return event;
  }
}
