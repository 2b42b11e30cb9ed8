package io.fanlens.stage.configuration;

import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.PageSettings;
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

  /** Its name is generated, too, and six random letters follow it. */
  private static final int LONGEST_SECRET_ARN = 150;

  private static final int LONGEST_POOL_ID = 24;
  private static final int LONGEST_CLIENT_ID = 26;
  private static final int LONGEST_DOMAIN = 63;

  void run() {
    for (OperationSettings operation : configuration.analysis().operations()) {
      try {
        ImageOperations.of(operation, References.NONE);
      } catch (IllegalArgumentException e) {
        report.addError(path() + ".operations: " + e.getMessage());
      }
    }
    try {
      checkSize("targets", configuration.analysis().operations().size(), environmentBytes());
      configuration
          .api()
          .ifPresent(api -> checkSize("api", api.operations().size(), apiEnvironmentBytes(api)));
      configuration
          .page()
          .ifPresent(
              page ->
                  checkSize(
                      "page",
                      configuration.analysis().operations().size(),
                      environmentBytes() + pageBytes(page)));
    } catch (IllegalArgumentException e) {
      report.addError(path() + ": " + e.getMessage());
    }
  }

  private void checkSize(String key, int operations, int bytes) {
    if (bytes > ENVIRONMENT_MAX_BYTES) {
      report.addError(
          "%s.%s: with %d operations the settings take %d bytes, but AWS Lambda allows %d for environment variables; configure fewer targets or operations"
              .formatted(path(), key, operations, bytes, ENVIRONMENT_MAX_BYTES));
    }
  }

  private int apiEnvironmentBytes(ApiConfiguration api) {
    String name = "n".repeat(LONGEST_GENERATED_NAME);
    return environmentBytes(
            configuration.apiSettings(longestQueueUrl(), longestQueueUrl(), name).toJson())
        + (ApiSettings.ENVIRONMENT_VARIABLE
                + api.settings(name, "s".repeat(LONGEST_SECRET_ARN), name).toJson())
            .getBytes(StandardCharsets.UTF_8)
            .length;
  }

  private int pageBytes(PageConfiguration page) {
    String name = "n".repeat(LONGEST_GENERATED_NAME);
    return (PageSettings.ENVIRONMENT_VARIABLE
            + page.settings(
                    name,
                    name,
                    name,
                    "https://cognito-idp.%1$s.amazonaws.com/%1$s_%2$s"
                        .formatted(configuration.homeRegion(), "p".repeat(LONGEST_POOL_ID)),
                    "c".repeat(LONGEST_CLIENT_ID),
                    "https://%s.auth.%s.amazoncognito.com"
                        .formatted("d".repeat(LONGEST_DOMAIN), configuration.homeRegion()))
                .toJson())
        .getBytes(StandardCharsets.UTF_8)
        .length;
  }

  private String longestQueueUrl() {
    return "https://sqs.%s.amazonaws.com/000000000000/%s"
        .formatted(configuration.homeRegion(), "q".repeat(80));
  }

  /** With the longest names that the deployment can generate. */
  private int environmentBytes() {
    String queueUrl = longestQueueUrl();
    String json =
        configuration
            .settings(
                queueUrl,
                queueUrl,
                "t".repeat(LONGEST_GENERATED_NAME),
                "b".repeat(LONGEST_GENERATED_NAME))
            .toJson();
    return environmentBytes(json);
  }

  private int environmentBytes(String json) {
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
