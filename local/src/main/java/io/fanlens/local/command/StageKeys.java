package io.fanlens.local.command;

import io.fanlens.operations.deployment.DeployedKeyFilters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** Under which keys a stage analyzes pictures: not every stage does so under any key. */
public record StageKeys(DeployedKeyFilters filters, TemplateOperations operations) {

  /** As the stack with these outputs has them. */
  public static StageKeys of(
      S3Client s3, Map<String, String> outputs, TemplateOperations operations) {
    String ofRule = outputs.get("EventKeys");
    String bucket = outputs.get("BucketName");
    return new StageKeys(
        ofRule == null
            ? DeployedKeyFilters.of(
                s3.getBucketNotificationConfiguration(request -> request.bucket(bucket)))
            : DeployedKeyFilters.ofRule(ofRule),
        operations);
  }

  /** The first prefix under which it does; empty where it does so under any key. */
  public String prefix() {
    List<String> candidates = new ArrayList<>(List.of(""));
    candidates.addAll(filters.prefixes());
    candidates.addAll(operations.prefixes());
    return candidates.stream()
        .filter(prefix -> filters.prefixes().stream().anyMatch(prefix::startsWith))
        .filter(prefix -> !operations.of(prefix).isEmpty())
        .findFirst()
        .orElse("");
  }

  public boolean isAnalyzed(String key) {
    return filters.passes(key) && !operations.of(key).isEmpty();
  }
}
