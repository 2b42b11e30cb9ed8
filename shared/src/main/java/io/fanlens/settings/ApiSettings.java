package io.fanlens.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the API's function needs beside {@link Settings}: {@code infra} writes it as JSON into the
 * environment variable {@value #ENVIRONMENT_VARIABLE}.
 *
 * @param clientsTable name of the table of clients
 * @param secret name or ARN of the master secret
 * @param bucket of the pictures that requests may name
 * @param maxWaitMillis how far ahead a call's start time may be
 * @param share the API's part of the quotas, over 0 and up to 1
 * @param cors origins of pages that may call from a browser
 * @param anonymous limits of callers without a key; null to refuse them
 */
public record ApiSettings(
    String clientsTable,
    String secret,
    String bucket,
    int maxWaitMillis,
    double share,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> cors,
    @JsonInclude(JsonInclude.Include.NON_NULL) AnonymousLimits anonymous) {

  /**
   * Calls of one address (of the first 64 bits of an IPv6 one).
   *
   * @param perDay at least 1
   * @param perMonth at least 1
   */
  public record AnonymousLimits(long perDay, long perMonth) {

    public AnonymousLimits {
      if (perDay < 1 || perMonth < 1) {
        throw new IllegalArgumentException(
            "anonymous is %d a day and %d a month; give at least 1 of each, or leave it out to refuse callers without a key"
                .formatted(perDay, perMonth));
      }
    }
  }

  public static final String ENVIRONMENT_VARIABLE = "FANLENS_API";

  /** A gateway gives up after 29 s, and the call itself may take 10. */
  public static final int LONGEST_WAIT_MILLIS = 15_000;

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  public ApiSettings {
    present("clientsTable", clientsTable);
    present("secret", secret);
    present("bucket", bucket);
    if (maxWaitMillis < 0 || maxWaitMillis > LONGEST_WAIT_MILLIS) {
      throw new IllegalArgumentException(
          "maxWaitMillis is %d; give 0 to %d".formatted(maxWaitMillis, LONGEST_WAIT_MILLIS));
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "share is %s; give more than 0 and at most 1".formatted(share));
    }
    cors = cors == null ? List.of() : List.copyOf(cors);
  }

  /** The settings of this process. */
  public static ApiSettings fromEnvironment(Map<String, String> environment) {
    String json = environment.get(ENVIRONMENT_VARIABLE);
    if (json == null || json.isBlank()) {
      throw new IllegalArgumentException(
          "environment variable %s is not set; the stack writes it, so deploy the function with it"
              .formatted(ENVIRONMENT_VARIABLE));
    }
    return fromJson(json);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException naming the setting and the fix
   */
  public static ApiSettings fromJson(String json) {
    try {
      return JSON.readValue(json, ApiSettings.class);
    } catch (JsonMappingException e) {
      String reason =
          e.getCause() instanceof IllegalArgumentException bad
              ? bad.getMessage()
              : e.getOriginalMessage();
      throw new IllegalArgumentException("%s: %s".formatted(ENVIRONMENT_VARIABLE, reason), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not JSON: %s".formatted(ENVIRONMENT_VARIABLE, e.getOriginalMessage()), e);
    }
  }

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings of the API cannot be written as JSON", e);
    }
  }

  public Duration maxWait() {
    return Duration.ofMillis(maxWaitMillis);
  }

  public Optional<AnonymousLimits> forAnonymous() {
    return Optional.ofNullable(anonymous);
  }

  private static void present(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }
}
