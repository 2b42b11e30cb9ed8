package io.fanlens.functions.api.request;

import io.fanlens.access.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A request signed with Signature Version 4, for Rekognition. The SDK's own signer cannot verify
 * what every client signs: boto3 signs other headers than the SDK for Java.
 */
public record SignatureV4(ApiRequest request, Authorization authorization, String bodyHash) {

  private static final String HMAC = "HmacSHA256";
  private static final Set<String> ALWAYS_SIGNED = Set.of("host", "x-amz-date", "x-amz-target");
  private static final Set<String> SIGNED_IF_SENT =
      Set.of("x-amz-security-token", "x-amz-content-sha256");

  /**
   * Checks all that needs no secret.
   *
   * @throws ApiException when it is not signed as it must be
   */
  public static SignatureV4 of(ApiRequest request) throws ApiException {
    Authorization authorization = Authorization.of(request);
    List<String> signed = authorization.signedHeaders();
    for (String name : ALWAYS_SIGNED) {
      need(signed.contains(name), "'%s' must be a signed header.".formatted(name));
    }
    for (String name : SIGNED_IF_SENT) {
      need(
          signed.contains(name) || !request.has(name),
          "'%s' must be a signed header.".formatted(name));
    }
    need(
        request.header("host").equals(request.domainName()),
        "The request must be sent to the API's own host name.");
    need(
        request.header("x-amz-date").startsWith(authorization.date()),
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
            + " HTTP.");
    String bodyHash = Sha256.hex(request.body());
    String sentHash = request.header("x-amz-content-sha256");
    if (request.has("x-amz-content-sha256") && !sentHash.equals(bodyHash)) {
      throw new ApiException(
          ApiProblem.WRONG_SIGNATURE,
          "The body must be signed: its SHA-256 is not what x-amz-content-sha256 says.");
    }
    return new SignatureV4(request, authorization, bodyHash);
  }

  /** Whether the secret made this signature, in a time that says nothing about how close it is. */
  public boolean isSignedWith(String secret) {
    return MessageDigest.isEqual(
        signature(secret).getBytes(StandardCharsets.UTF_8),
        authorization.signature().getBytes(StandardCharsets.UTF_8));
  }

  private String signature(String secret) {
    StringBuilder canonical = new StringBuilder(request.method()).append('\n');
    canonical.append(request.path()).append("\n\n"); // no query
    for (String name : authorization.signedHeaders()) {
      canonical.append(name).append(':').append(value(name)).append('\n');
    }
    canonical.append('\n').append(String.join(";", authorization.signedHeaders()));
    canonical.append('\n').append(bodyHash);
    String toSign =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            request.header("x-amz-date"),
            authorization.scope(),
            Sha256.hex(bytes(canonical.toString())));
    byte[] key = hmac(bytes("AWS4" + secret), authorization.date());
    key = hmac(key, authorization.region());
    key = hmac(key, Authorization.SERVICE);
    key = hmac(key, Authorization.SCOPE_END);
    return HexFormat.of().formatHex(hmac(key, toSign));
  }

  /** The gateway drops content-length, which some clients sign. */
  private String value(String name) {
    if (name.equals("content-length") && !request.has(name)) {
      return Integer.toString(request.body().length);
    }
    return String.join(
        ",",
        request.headers().getOrDefault(name, List.of()).stream()
            .map(value -> value.strip().replaceAll(" +", " "))
            .toList());
  }

  private static void need(boolean met, String sentence) throws ApiException {
    if (!met) {
      throw new ApiException(ApiProblem.INCOMPLETE_SIGNATURE, sentence);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + HMAC, e);
    }
  }

  @Override
  public String toString() {
    return "signed " + request;
  }
}
