package io.fanlens.functions.api.request;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The header of a request signed with Signature Version 4. It never prints its signature. */
public record Authorization(
    String keyId, String date, String region, List<String> signedHeaders, String signature) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";
  static final String SERVICE = "rekognition";
  static final String SCOPE_END = "aws4_request";

  private static final int SCOPE_PARTS = 5;
  private static final int MOST_SIGNED = 50;

  /**
   * Reads the header of a request.
   *
   * @throws ApiException when there is none, more than one, or another kind
   */
  public static Authorization of(ApiRequest request) throws ApiException {
    if (!request.has("authorization")) {
      throw new ApiException(ApiProblem.NO_KEY, "Request is missing Authentication Token");
    }
    String header = request.header("authorization");
    if (!header.startsWith(ALGORITHM + " ")) {
      throw incomplete("Authorization must be one header of %s.".formatted(ALGORITHM));
    }
    Map<String, String> parts = new HashMap<>();
    for (String part : header.substring(ALGORITHM.length() + 1).split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0
          || parts.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip())
              != null) {
        throw incomplete("Authorization header is not a list of name=value.");
      }
    }
    String[] scope = parts.getOrDefault("Credential", "").split("/", -1);
    List<String> signed = List.of(parts.getOrDefault("SignedHeaders", "").split(";", -1));
    String signature = parts.getOrDefault("Signature", "");
    if (scope.length != SCOPE_PARTS || signature.isEmpty() || signed.size() > MOST_SIGNED) {
      throw incomplete(
          "Authorization header requires 'Credential', 'Signature' and 'SignedHeaders'"
              + " parameters.");
    }
    if (!scope[3].equals(SERVICE) || !scope[4].equals(SCOPE_END)) {
      throw incomplete("Credential should be scoped to correct service: '%s'.".formatted(SERVICE));
    }
    if (!signed.equals(signed.stream().sorted().distinct().toList())
        || !signed.equals(signed.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList())) {
      throw incomplete("SignedHeaders must be sorted, in lower case.");
    }
    return new Authorization(scope[0], scope[1], scope[2], signed, signature);
  }

  public String scope() {
    return String.join("/", date, region, SERVICE, SCOPE_END);
  }

  private static ApiException incomplete(String sentence) {
    return new ApiException(ApiProblem.INCOMPLETE_SIGNATURE, sentence);
  }

  @Override
  public String toString() {
    return "authorization of " + keyId;
  }
}
