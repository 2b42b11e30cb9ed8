package io.fanlens.operations.results;

import io.fanlens.operations.command.UserError;
import io.fanlens.operations.deployment.AwsEndpoint;
import io.fanlens.operations.deployment.OperationsException;
import io.fanlens.settings.Settings;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients for a deployed stack, on AWS or local: credentials, Region and endpoint come from the
 * environment as for every AWS tool, so {@code AWS_ENDPOINT_URL} selects the local cloud.
 */
final class CloudClients {

  @Option(
      names = "--table",
      paramLabel = "NAME",
      defaultValue = Settings.DEFAULT_TABLE,
      description = "name of the results table (default: ${DEFAULT-VALUE})")
  private String table;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "Region of the stack (default: from your AWS configuration)")
  private String region;

  String table() {
    return table;
  }

  DynamoDbClient dynamoDb() {
    return inRegion(DynamoDbClient.builder()).build();
  }

  S3Client s3() {
    // A bucket's name cannot precede an endpoint such as localhost.
    return inRegion(S3Client.builder().forcePathStyle(hasOwnEndpoint())).build();
  }

  /** The SDK's own texts on what is missing name its classes. */
  private <B extends AwsClientBuilder<B, ?>> B inRegion(B builder) {
    try {
      Region home = region == null ? AwsEndpoint.environmentRegion() : Region.of(region);
      return builder.region(home).credentialsProvider(AwsEndpoint.environmentCredentials());
    } catch (OperationsException e) {
      throw UserError.badArgument(e.getMessage());
    }
  }

  private static boolean hasOwnEndpoint() {
    return Stream.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3")
        .anyMatch(name -> System.getenv(name) != null);
  }
}
