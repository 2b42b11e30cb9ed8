package io.fanlens.local.apigateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the gateway sends: its own answer, or the function's. */
record GatewayAnswer(int status, List<Map.Entry<String, String>> headers, ByteBuffer body) {

  /** The gateway's own errors, with Amazon's texts and types of response. */
  enum Own {
    BAD_REQUEST(400, "BadRequestException", "Bad Request"),
    UNAUTHORIZED(401, "UnauthorizedException", "Unauthorized"),
    EXPIRED_TOKEN(401, "UnauthorizedException", "The incoming token has expired"),
    /** Known, but without the scope. */
    ACCESS_DENIED(403, "AccessDeniedException", "User is not authorized to access this resource"),
    FORBIDDEN(403, "ForbiddenException", "Forbidden"),
    MISSING_AUTHENTICATION_TOKEN(
        403, "MissingAuthenticationTokenException", "Missing Authentication Token"),
    /** The event is too large for a function, in which a binary body has grown by a third. */
    REQUEST_TOO_LARGE(413, "BadRequestException", "Request Too Long"),
    /** Of the request itself; refused before the gateway looks which API is called. */
    BODY_TOO_LARGE(413, "", "HTTP content length exceeded 10485760 bytes."),
    HEADERS_TOO_LARGE(431, "BadRequestException", "Request Header Fields Too Large"),
    THROTTLED(429, "TooManyRequestsException", "Too Many Requests"),
    /** The function may not be invoked. */
    API_CONFIGURATION_ERROR(500, "InternalServerErrorException", "Internal server error"),
    /** The function is throttled. */
    INTEGRATION_THROTTLED(500, "InternalServerErrorException", "Internal server error"),
    /** The function failed, or its answer is not one of a proxy. */
    INTEGRATION_FAILURE(502, "InternalServerErrorException", "Internal server error"),
    INTEGRATION_TIMEOUT(504, "InternalServerErrorException", "Endpoint request timed out");

    final int status;
    private final String type;
    private final String message;

    Own(int status, String type, String message) {
      this.status = status;
      this.type = type;
      this.message = message;
    }

    String message() {
      return message;
    }

    /** Those that come before any API is known are always the same. */
    boolean isChangeable() {
      return this != BAD_REQUEST
          && this != FORBIDDEN
          && this != HEADERS_TOO_LARGE
          && this != BODY_TOO_LARGE;
    }

    /** Amazon does not support one for this type, and only changes it with all others of 4xx. */
    boolean hasResponseOfItsOwn() {
      return this != REQUEST_TOO_LARGE;
    }

    GatewayAnswer answer() {
      if (this == BODY_TOO_LARGE) {
        return new GatewayAnswer(
            status,
            List.of(Map.entry("Content-Type", "text; charset=utf-8")),
            StandardCharsets.UTF_8.encode(message));
      }
      return new GatewayAnswer(
          status,
          List.of(
              Map.entry("Content-Type", "application/json"), Map.entry("x-amzn-ErrorType", type)),
          StandardCharsets.UTF_8.encode("{\"message\":\"%s\"}".formatted(message)));
    }
  }
}
