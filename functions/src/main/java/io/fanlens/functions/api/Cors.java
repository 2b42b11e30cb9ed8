package io.fanlens.functions.api;

import io.fanlens.functions.api.request.ApiRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What browsers need to hear before a page of another origin may call. */
record Cors(List<String> origins) {

  private static final String EXPOSED =
      "Fanlens-Region, Fanlens-Sent, Fanlens-Idempotency, RateLimit-Limit, RateLimit-Remaining,"
          + " RateLimit-Reset, Retry-After";

  ApiResponse preflight(ApiRequest request) {
    Map<String, String> headers = new LinkedHashMap<>(headers(request));
    if (!headers.isEmpty()) {
      headers.put("Access-Control-Allow-Methods", "POST");
      headers.put(
          "Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key, Prefer");
      headers.put("Access-Control-Max-Age", "3600");
    }
    return new ApiResponse(204, headers, "");
  }

  /** Empty for an origin that is not configured. */
  Map<String, String> headers(ApiRequest request) {
    String origin = request.header("origin");
    if (origin.isEmpty() || !(origins.contains(origin) || origins.contains("*"))) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Access-Control-Allow-Origin", origin);
    headers.put("Access-Control-Expose-Headers", EXPOSED);
    headers.put("Vary", "Origin");
    return headers;
  }
}
