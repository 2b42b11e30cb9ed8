package io.fanlens.local.demo;

import io.fanlens.operations.command.UserError;
import io.fanlens.operations.deployment.DeployedKeyFilters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Under which keys a stage analyzes pictures. Not every stage does so under any key, so pictures go
 * below the first prefix under which it does.
 */
record DemoKeys(DeployedKeyFilters filters, TemplateOperations operations) {

  /** As the stack with these outputs has them. */
  static DemoKeys of(S3Client s3, Map<String, String> outputs, TemplateOperations operations) {
    String ofRule = outputs.get("EventKeys");
    String bucket = outputs.get("BucketName");
    return new DemoKeys(
        ofRule == null
            ? DeployedKeyFilters.of(
                s3.getBucketNotificationConfiguration(request -> request.bucket(bucket)))
            : DeployedKeyFilters.ofRule(ofRule),
        operations);
  }

  /**
   * The pictures that the stage analyzes.
   *
   * @param pictures with keys that may be below any prefix
   * @throws UserError when there are none
   */
  List<DemoPicture> place(List<DemoPicture> pictures) {
    String prefix = prefix();
    List<DemoPicture> placed =
        pictures.stream()
            .map(picture -> new DemoPicture(prefix + picture.key(), picture.file()))
            .filter(picture -> isAnalyzed(picture.key()))
            .toList();
    if (placed.isEmpty()) {
      throw UserError.badArgument(
          "the stage analyzes no picture with a key such as %s%s; name others, or another --stage"
              .formatted(prefix, pictures.getFirst().key()));
    }
    return placed;
  }

  private String prefix() {
    List<String> candidates = new ArrayList<>(List.of(""));
    candidates.addAll(filters.prefixes());
    candidates.addAll(operations.prefixes());
    return candidates.stream()
        .filter(prefix -> filters.prefixes().stream().anyMatch(prefix::startsWith))
        .filter(prefix -> !operations.of(prefix).isEmpty())
        .findFirst()
        .orElse("");
  }

  private boolean isAnalyzed(String key) {
    return filters.passes(key) && !operations.of(key).isEmpty();
  }
}
