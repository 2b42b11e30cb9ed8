package io.fanlens.stage.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stage encrypts with a KMS key, logs, traces and reports.
 *
 * @param kmsKey {@value #OWN_KEY} for a key that the stack creates, or an existing key's ARN; empty
 *     for the services' own keys. An ARN, not an alias: permissions on an alias grant nothing, and
 *     the Region of an ARN can be checked
 * @param accessLogs where requests to the buckets are logged
 * @param logRetentionDays how long the function's log and access logs are kept
 * @param tracing whether AWS X-Ray traces the function's invocations
 * @param alarmEmail the address that alarms are sent to; empty for none
 */
public record MonitoringConfiguration(
    String kmsKey,
    AccessLogs accessLogs,
    int logRetentionDays,
    boolean tracing,
    String alarmEmail) {

  public static final String OWN_KEY = "own";

  /** What Amazon CloudWatch Logs offers, except for never. */
  private static final List<Integer> RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private static final Pattern KEY =
      Pattern.compile(
          OWN_KEY + "|arn:aws:kms:([a-z0-9-]+):[0-9]{12}:key/(mrk-[0-9a-f]{32}|[0-9a-f-]{36})");

  /** What Amazon SNS can send to; only the confirmation shows whether the address exists. */
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]+\\.)+[A-Za-z]{2,63}");

  static MonitoringConfiguration read(ConfigurationBlock stage, String homeRegion) {
    String key = stage.text("kmsKey", "", KEY, "\"own\" or a key's ARN (no alias)");
    Matcher region = KEY.matcher(key);
    if (region.matches() && region.group(1) != null && !region.group(1).equals(homeRegion)) {
      stage.addError(
          "kmsKey",
          "the key is in %s; name a key in homeRegion %s, like everything that it encrypts"
              .formatted(region.group(1), homeRegion));
    }
    return new MonitoringConfiguration(
        key,
        AccessLogs.read(stage),
        stage.oneOf("logRetentionDays", 30, RETENTION_DAYS, "1, 3, 5, 7, 14, 30, ... 3653"),
        stage.flag("tracing", false),
        stage.text("alarmEmail", "", EMAIL, "an e-mail address"));
  }

  /** Configured parts whose cost no plan includes. */
  public Optional<String> notInPlan() {
    List<String> parts = new ArrayList<>();
    if (!kmsKey.isEmpty()) {
      parts.add("the AWS KMS key and requests to it");
    }
    if (accessLogs.on()) {
      parts.add("access logs");
    }
    if (tracing) {
      parts.add("traces");
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }
}
