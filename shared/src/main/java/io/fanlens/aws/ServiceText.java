package io.fanlens.aws;

import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a service said of an error. Its own text may quote the key of the object, names of roles and
 * account numbers, so what is kept of it names neither.
 */
public final class ServiceText {

  private static final Pattern ARN = Pattern.compile("arn:aws[^\\s\"'<>,;)\\]]*");

  private ServiceText() {}

  /** The error's code, or its status where the answer has no code: {@code HTTP_502}. */
  static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null || code.isBlank() ? "HTTP_" + e.statusCode() : code;
  }

  /** Code and request id, or the kind of failure: enough to ask AWS about it, and no quotes. */
  public static String summary(SdkException e) {
    return e instanceof AwsServiceException service
        ? summary(service)
        : e.getClass().getSimpleName();
  }

  private static String summary(AwsServiceException e) {
    String requestId = e.requestId() == null ? "unknown" : e.requestId();
    return "%s (status %d, request id %s)".formatted(code(e), e.statusCode(), requestId);
  }

  /**
   * The service's sentence without ARNs and keys; the summary where there is none.
   *
   * @param key what it must not quote; empty for nothing
   */
  static String sentence(AwsServiceException e, String key) {
    String text = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
    if (text == null || text.isBlank()) {
      return summary(e);
    }
    String named = key.isEmpty() ? text : text.replace(key, "<the key>");
    return ARN.matcher(named).replaceAll("<an ARN>");
  }
}
