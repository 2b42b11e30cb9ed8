package io.fanlens.functions.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.settings.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** Makes a call of a request in Rekognition's own JSON. */
public final class RequestReader {

  private static final Set<String> PICTURES = Set.of("Image", "SourceImage", "TargetImage");

  /** What lives in one Region of one account cannot be named: the calls go to many. */
  private static final Set<String> OF_ONE_REGION = Set.of("ProjectVersion", "HumanLoopConfig");

  /** Looking for a start takes a moment, in which the present one has passed. */
  private static final Duration LEAST_WAIT = Duration.ofMillis(200);

  private final String bucket;
  private final Duration longestWait;

  public RequestReader(String bucket, Duration longestWait) {
    this.bucket = bucket;
    this.longestWait = longestWait.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : longestWait;
  }

  /** With the pictures in it. */
  public ApiCall call(Operation operation, JsonNode body, ApiRequest request) throws ApiException {
    ApiOperation asked = operation(operation, body);
    boolean compares = operation == Operation.COMPARE_FACES;
    String member = compares ? "TargetImage" : "Image";
    RequestPicture picture = RequestPicture.of(body.path(member), member, bucket);
    return new ApiCall(
        asked,
        picture,
        compares
            ? Optional.of(RequestPicture.of(body.path("SourceImage"), "SourceImage", bucket))
            : Optional.empty(),
        wait(request));
  }

  /** The operation with its parameters. */
  public static ApiOperation operation(Operation operation, JsonNode body) throws ApiException {
    for (String name : OF_ONE_REGION) {
      if (body.hasNonNull(name)) {
        throw new ApiException(
            ApiProblem.BAD_PARAMETER,
            "%s lives in one Region, and calls go to many; leave it out.".formatted(name));
      }
    }
    SdkPojo request = RequestMembers.filled(ApiOperation.builder(operation), body, "", PICTURES);
    return new ApiOperation(operation, request);
  }

  /** {@code Prefer: wait=n} shortens the wait for a start time. */
  public Duration wait(ApiRequest request) {
    for (String each : request.header("prefer").split("[,;]", -1)) {
      String preference = each.strip();
      if (preference.matches("wait=\\d{1,4}")) {
        Duration asked = Duration.ofSeconds(Long.parseLong(preference.substring(5)));
        if (asked.compareTo(longestWait) >= 0) {
          return longestWait;
        }
        return asked.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : asked;
      }
    }
    return longestWait;
  }
}
