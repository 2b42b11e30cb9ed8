package io.fanlens.local.rekognition;

import io.fanlens.local.rekognition.operation.ServiceError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The scope of a SigV4 signature, which names the Region. The signature itself is not checked. */
record Credential(String accessKey, String region) {

  private static final Pattern SCOPE =
      Pattern.compile(
          "AWS4-HMAC-SHA256"
              + " .*?Credential=([^/,\\s]+)/(\\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request.*");

  static Credential of(String authorization) throws ServiceError {
    if (authorization == null || authorization.isBlank()) {
      throw ServiceError.of(
          400, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }
    Matcher matcher = SCOPE.matcher(authorization);
    if (!matcher.matches()) {
      throw ServiceError.of(
          400,
          "IncompleteSignatureException",
          "Authorization header requires 'Credential' parameter with key, date, Region and"
              + " service.");
    }
    return new Credential(matcher.group(1), matcher.group(3));
  }
}
