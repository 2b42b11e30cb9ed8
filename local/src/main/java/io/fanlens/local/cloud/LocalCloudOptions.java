package io.fanlens.local.cloud;

import io.fanlens.local.lambda.LambdaOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a local cloud.
 *
 * @param port of the endpoint on 127.0.0.1; 0 for any free one
 * @param template the synthesized CloudFormation template
 * @param functionZip the deployable zip
 * @param dynamodb endpoint to use instead of the embedded DynamoDB
 * @param settingsOverrides replacements for values of the function's FANLENS_SETTINGS, by dotted
 *     path: {@code timings.requeueSeconds} to {@code 0}
 * @param logs folder for the logs of the function's processes
 * @param lambda number of processes of the function, and their timeouts
 * @param storage endpoint with S3, SQS and DynamoDB, such as LocalStack's, to use instead of the
 *     embedded servers
 * @param secrets folder that keeps the values of secrets for the next start; empty: new ones
 */
public record LocalCloudOptions(
    int port,
    Path template,
    Path functionZip,
    Optional<URI> dynamodb,
    Map<String, Object> settingsOverrides,
    Path logs,
    LambdaOptions lambda,
    Optional<URI> storage,
    Optional<Path> secrets) {

  public LocalCloudOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "port is %d; give 1 to 65535, or 0 for any free one".formatted(port));
    }
    if (!Files.isRegularFile(functionZip)) {
      throw new IllegalArgumentException(
          "functionZip %s does not exist; build the functions module first".formatted(functionZip));
    }
    settingsOverrides = Map.copyOf(settingsOverrides);
  }

  /** Options with a free port, the embedded servers and the usual Lambda options. */
  public static Builder builder(Path template, Path functionZip, Path logs) {
    return new Builder(template, functionZip, logs);
  }

  /** Collects options. */
  public static final class Builder {
    private final Path template;
    private final Path functionZip;
    private final Path logs;
    private int port;
    private Optional<URI> dynamodb = Optional.empty();
    private Map<String, Object> settingsOverrides = Map.of();
    private LambdaOptions lambda = LambdaOptions.DEFAULT;
    private Optional<URI> storage = Optional.empty();
    private Optional<Path> secrets = Optional.empty();

    private Builder(Path template, Path functionZip, Path logs) {
      this.template = template;
      this.functionZip = functionZip;
      this.logs = logs;
    }

    public Builder port(int value) {
      port = value;
      return this;
    }

    public Builder dynamodb(Optional<URI> endpoint) {
      dynamodb = endpoint;
      return this;
    }

    public Builder settingsOverrides(Map<String, Object> overrides) {
      settingsOverrides = overrides;
      return this;
    }

    public Builder lambda(LambdaOptions options) {
      lambda = options;
      return this;
    }

    public Builder storage(Optional<URI> endpoint) {
      storage = endpoint;
      return this;
    }

    public Builder secrets(Optional<Path> folder) {
      secrets = folder;
      return this;
    }

    public LocalCloudOptions build() {
      return new LocalCloudOptions(
          port, template, functionZip, dynamodb, settingsOverrides, logs, lambda, storage, secrets);
    }
  }
}
