package io.fanlens.local.stack;

import java.util.Locale;

/** Name and Region of a stack, for pseudo parameters, generated names and ARNs. */
public record StackContext(String stackName, String region) {
  static final String ACCOUNT_ID = "000000000000";
  static final String PARTITION = "aws";
  static final String URL_SUFFIX = "amazonaws.com";

  String stackId() {
    return arn("cloudformation", "stack/" + stackName + "/local");
  }

  String arn(String service, String resource) {
    return "arn:%s:%s:%s:%s:%s".formatted(PARTITION, service, region, ACCOUNT_ID, resource);
  }

  /** An ARN without a Region, such as a role's. */
  static String globalArn(String service, String account, String resource) {
    return "arn:%s:%s::%s:%s".formatted(PARTITION, service, account, resource);
  }

  /** Name of a resource that the template does not name; the same at every start. */
  String generatedName(String logicalId) {
    return stackName + "-" + logicalId;
  }

  /**
   * {@code fanlens-uploads1a2b-local}: bucket names are lower-case and at most 63 characters long.
   */
  String generatedBucketName(String logicalId) {
    String prefix = stackName.toLowerCase(Locale.ROOT) + "-";
    String suffix = "-local";
    String middle = logicalId.toLowerCase(Locale.ROOT);
    int room = 63 - prefix.length() - suffix.length();
    return prefix + (middle.length() > room ? middle.substring(0, room) : middle) + suffix;
  }
}
