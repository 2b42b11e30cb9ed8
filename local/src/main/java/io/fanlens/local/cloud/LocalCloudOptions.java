package io.fanlens.local.cloud;

import io.fanlens.local.lambda.LambdaOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to start.
 *
 * @param port of the endpoint on 127.0.0.1; 0 takes a free one
 * @param template the synthesized CloudFormation template
 * @param functionZip the deployable zip
 * @param dynamodb an endpoint to use in place of the embedded DynamoDB
 * @param settingsOverrides values that replace those of the function's FANLENS_SETTINGS, by dotted
 *     path: {@code timings.requeueSeconds} to {@code 0}
 * @param logs where the logs of the function's processes go
 * @param lambda how many processes run the function, and how long they may take
 * @param storage an endpoint that has S3, SQS and DynamoDB, such as LocalStack's, in place of the
 *     embedded servers
 */
public record LocalCloudOptions(
    int port,
    Path template,
    Path functionZip,
    Optional<URI> dynamodb,
    Map<String, Object> settingsOverrides,
    Path logs,
    LambdaOptions lambda,
    Optional<URI> storage) {

  public LocalCloudOptions {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "port is %d; give 1 to 65535, or 0 for any free one".formatted(port));
    }
    if (!Files.isRegularFile(functionZip)) {
      throw new IllegalArgumentException(
          "functionZip %s is not there; build the functions module first".formatted(functionZip));
    }
    settingsOverrides = Map.copyOf(settingsOverrides);
  }

  /** With the embedded servers. */
  public LocalCloudOptions(
      int port,
      Path template,
      Path functionZip,
      Optional<URI> dynamodb,
      Map<String, Object> settingsOverrides,
      Path logs,
      LambdaOptions lambda) {
    this(port, template, functionZip, dynamodb, settingsOverrides, logs, lambda, Optional.empty());
  }

  /** With the Lambda service's usual options. */
  public LocalCloudOptions(
      int port,
      Path template,
      Path functionZip,
      Optional<URI> dynamodb,
      Map<String, Object> settingsOverrides,
      Path logs) {
    this(port, template, functionZip, dynamodb, settingsOverrides, logs, LambdaOptions.DEFAULT);
  }

  public LocalCloudOptions withLambda(LambdaOptions options) {
    return new LocalCloudOptions(
        port, template, functionZip, dynamodb, settingsOverrides, logs, options, storage);
  }

  public LocalCloudOptions withStorage(URI endpoint) {
    return new LocalCloudOptions(
        port,
        template,
        functionZip,
        dynamodb,
        settingsOverrides,
        logs,
        lambda,
        Optional.of(endpoint));
  }
}
