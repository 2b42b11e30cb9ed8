package io.fanlens.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The policy of a presigned POST: until when, and what each field may hold. A form without a policy
 * is like any unsigned request here: permitted.
 */
final class UploadPolicy {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fields that need no condition, and those whose names begin with x-ignore-. */
  private static final Set<String> FREE =
      Set.of("policy", "x-amz-signature", "awsaccesskeyid", "signature", "file");

  private final FormFields form;
  private final String bucket;
  private final Set<String> named = new HashSet<>();

  private UploadPolicy(FormFields form, String bucket) {
    this.form = form;
    this.bucket = bucket;
  }

  static void check(FormFields form, String bucket, Instant now) {
    String policy = form.get("policy");
    if (policy == null) {
      return;
    }
    JsonNode document;
    try {
      document = JSON.readTree(Base64.getMimeDecoder().decode(policy));
    } catch (IOException | IllegalArgumentException e) {
      throw invalid("Invalid Policy: Invalid JSON.");
    }
    new UploadPolicy(form, bucket).check(document, now);
  }

  private void check(JsonNode document, Instant now) {
    try {
      if (!now.isBefore(Instant.parse(document.path("expiration").asText()))) {
        throw denied("Policy expired.");
      }
    } catch (DateTimeException e) {
      throw invalid("Invalid Policy: Invalid 'expiration' value.");
    }
    for (JsonNode condition : document.path("conditions")) {
      if (condition.isObject()) {
        for (Map.Entry<String, JsonNode> equal : condition.properties()) {
          require(value(equal.getKey()).equals(equal.getValue().asText()), condition);
        }
      } else {
        checkList(condition);
      }
    }
    for (String field : form.all().keySet()) {
      if (!named.contains(field) && !FREE.contains(field) && !field.startsWith("x-ignore-")) {
        throw denied("Extra input fields: " + field);
      }
    }
  }

  private void checkList(JsonNode condition) {
    String second = condition.path(1).asText();
    String third = condition.path(2).asText();
    switch (condition.path(0).asText().toLowerCase(Locale.ROOT)) {
      case "eq" -> require(value(second).equals(third), condition);
      case "starts-with" -> require(value(second).startsWith(third), condition);
      case "content-length-range" -> {
        int length = form.file().length;
        if (length > condition.path(2).asLong()) {
          throw new S3Error(
              400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        }
        if (length < condition.path(1).asLong()) {
          throw new S3Error(
              400,
              "EntityTooSmall",
              "Your proposed upload is smaller than the minimum allowed size");
        }
      }
      default -> throw invalid("Invalid Policy: Invalid condition " + condition);
    }
  }

  /** Of a field, with or without the dollar sign of lists; empty where the form has none. */
  private String value(String field) {
    String name = (field.startsWith("$") ? field.substring(1) : field).toLowerCase(Locale.ROOT);
    named.add(name);
    if (name.equals("bucket")) {
      return bucket;
    }
    String value = name.equals("key") ? form.key() : form.get(name);
    return value == null ? "" : value;
  }

  private static void require(boolean met, JsonNode condition) {
    if (!met) {
      throw denied("Policy Condition failed: " + condition);
    }
  }

  private static S3Error denied(String why) {
    return new S3Error(403, "AccessDenied", "Invalid according to Policy: " + why);
  }

  private static S3Error invalid(String why) {
    return new S3Error(400, "InvalidPolicyDocument", why);
  }
}
