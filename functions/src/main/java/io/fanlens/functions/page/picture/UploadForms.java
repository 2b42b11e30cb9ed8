package io.fanlens.functions.page.picture;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Presigned POST forms of Amazon S3, which the SDK for Java does not make: each is good for one
 * key, one type, at most so many bytes, and some minutes. See "Authenticating requests in
 * browser-based uploads using POST (AWS Signature Version 4)" in the Amazon S3 API reference.
 *
 * @param bucket that is uploaded to
 * @param region of the bucket
 */
public record UploadForms(String bucket, String region) {

  public static final Duration LIFE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String MAC = "HmacSHA256";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The form's fields in the order in which they are sent; the file comes after them. */
  public Map<String, String> fields(
      String key, String type, long bytes, AwsCredentials credentials, Instant now) {
    String time = TIME.format(now);
    String day = time.substring(0, 8);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", key);
    fields.put("Content-Type", type);
    fields.put("success_action_status", "201");
    fields.put("x-amz-algorithm", ALGORITHM);
    fields.put(
        "x-amz-credential",
        "%s/%s/%s/s3/aws4_request".formatted(credentials.accessKeyId(), day, region));
    fields.put("x-amz-date", time);
    if (credentials instanceof AwsSessionCredentials session) {
      fields.put("x-amz-security-token", session.sessionToken());
    }
    String policy = policy(fields, bytes, now.plus(LIFE));
    fields.put("policy", policy);
    fields.put("x-amz-signature", signature(policy, credentials.secretAccessKey(), day, region));
    return fields;
  }

  /** Every field is bound to its value, so that a form is of no use for anything else. */
  private String policy(Map<String, String> fields, long bytes, Instant end) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("expiration", end.toString());
    ArrayNode conditions = policy.putArray("conditions");
    conditions.addObject().put("bucket", bucket);
    fields.forEach((name, value) -> conditions.addArray().add("eq").add("$" + name).add(value));
    conditions.addArray().add("content-length-range").add(1).add(bytes);
    return Base64.getEncoder().encodeToString(policy.toString().getBytes(StandardCharsets.UTF_8));
  }

  static String signature(String policy, String secret, String day, String region) {
    byte[] key = mac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), day);
    for (String part : new String[] {region, "s3", "aws4_request"}) {
      key = mac(key, part);
    }
    return HexFormat.of().formatHex(mac(key, policy));
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + MAC, e);
    }
  }
}
