package io.fanlens.stage.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a stage encrypts with a key of yours, logs and traces.
 *
 * @param kmsKey {@value #OWN_KEY} for a key that the stack makes, or an existing key's ARN; empty
 *     for the services' own keys
 * @param accessLogs where requests to the buckets are logged
 * @param logRetentionDays how long the function's log and access logs are kept
 * @param tracing whether AWS X-Ray traces the function
 */
public record MonitoringConfiguration(
    String kmsKey, AccessLogs accessLogs, int logRetentionDays, boolean tracing) {

  public static final String OWN_KEY = "own";

  /** What Amazon CloudWatch Logs can keep, but for ever. */
  private static final List<Integer> RETENTION_DAYS =
      List.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private static final Pattern KEY =
      Pattern.compile(
          OWN_KEY + "|arn:aws:kms:([a-z0-9-]+):[0-9]{12}:key/(mrk-[0-9a-f]{32}|[0-9a-f-]{36})");

  private static final String KEY_WAY_OUT =
      "write \"own\" for a key that the stack makes, or a key's ARN (not an alias's), such as"
          + " arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  static MonitoringConfiguration read(Block stage, String homeRegion) {
    String key = stage.text("kmsKey", "", KEY, KEY_WAY_OUT);
    Matcher region = KEY.matcher(key);
    if (region.matches() && region.group(1) != null && !region.group(1).equals(homeRegion)) {
      stage.note(
          "kmsKey",
          "the key is in %s and all it encrypts in homeRegion %s; name a key of %s"
              .formatted(region.group(1), homeRegion, homeRegion));
    }
    return new MonitoringConfiguration(
        key,
        AccessLogs.read(stage),
        stage.oneOf("logRetentionDays", 30, RETENTION_DAYS),
        stage.truth("tracing", false));
  }

  /** What costs something that no plan counts. */
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
