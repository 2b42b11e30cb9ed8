package io.fanlens.stage.configuration;

import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import java.nio.charset.StandardCharsets;

/**
 * Reports before the deployment what the function would reject when it starts: parameters of an
 * operation, and settings that do not fit into its environment.
 */
record SettingsCheck(StageConfiguration configuration, ConfigurationReport report) {

  /** AWS Lambda's limit of all environment variables together. */
  private static final int ENVIRONMENT_MAX_BYTES = 4096;

  /** Stack name, logical id and a random part; a stage has at most 16 letters. */
  private static final int LONGEST_GENERATED_NAME = 64;

  void run() {
    for (OperationSettings operation : configuration.analysis().operations()) {
      try {
        ImageOperations.of(operation, References.NONE);
      } catch (IllegalArgumentException e) {
        report.addError(path() + ".operations: " + e.getMessage());
      }
    }
    try {
      int bytes = environmentBytes();
      if (bytes > ENVIRONMENT_MAX_BYTES) {
        report.addError(
            "%s.targets: with %d operations the settings take %d bytes, but AWS Lambda allows %d for environment variables; configure fewer targets or operations"
                .formatted(
                    path(),
                    configuration.analysis().operations().size(),
                    bytes,
                    ENVIRONMENT_MAX_BYTES));
      }
    } catch (IllegalArgumentException e) {
      report.addError(path() + ": " + e.getMessage());
    }
  }

  /** With the longest names that the deployment can generate. */
  private int environmentBytes() {
    String queueUrl =
        "https://sqs.%s.amazonaws.com/000000000000/%s"
            .formatted(configuration.homeRegion(), "q".repeat(80));
    String json =
        configuration
            .settings(
                queueUrl,
                queueUrl,
                "t".repeat(LONGEST_GENERATED_NAME),
                "b".repeat(LONGEST_GENERATED_NAME))
            .toJson();
    return (Settings.ENVIRONMENT_VARIABLE
            + json
            + Settings.STACK_VARIABLE
            + configuration.stackName()
            + Settings.BUCKET_VARIABLE
            + "b".repeat(LONGEST_GENERATED_NAME)
            + NativeEnvironment.variables())
        .getBytes(StandardCharsets.UTF_8)
        .length;
  }

  private String path() {
    return "stages." + configuration.stage();
  }
}
