package io.fanlens.operations.deployment;

import io.fanlens.settings.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * One deployed stack, found by name: its resources, from the stack's outputs, and clients for them.
 * The same on AWS and on a local cloud.
 */
public final class Deployment implements AutoCloseable {

  /** The name of the default stage's stack. */
  public static final String DEFAULT_STACK = "Fanlens";

  private static final int CONNECTIONS = 64;

  private final String stack;
  private final AwsEndpoint access;
  private final SdkHttpClient http =
      Apache5HttpClient.builder().maxConnections(CONNECTIONS).build();
  private final S3Client s3;
  private final SqsClient sqs;
  private final DynamoDbClient dynamoDb;
  private final Map<String, String> outputs;

  private Deployment(String stack, AwsEndpoint access) {
    this.stack = stack;
    this.access = access;
    this.s3 =
        client(S3Client.builder().forcePathStyle(access.pathStyle())).httpClient(http).build();
    this.sqs = client(SqsClient.builder()).httpClient(http).build();
    this.dynamoDb = client(DynamoDbClient.builder()).httpClient(http).build();
    try (CloudFormationClient cloudFormation =
        client(CloudFormationClient.builder()).httpClient(http).build()) {
      this.outputs = outputs(cloudFormation);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Looks a stack up.
   *
   * @throws OperationsException when there is no such stack, or it is not a Fanlens stack
   * @throws software.amazon.awssdk.core.exception.SdkException when AWS cannot be called
   */
  public static Deployment find(String stack, AwsEndpoint access) {
    return new Deployment(stack, access);
  }

  private Map<String, String> outputs(CloudFormationClient cloudFormation) {
    Stack found;
    try {
      found =
          cloudFormation.describeStacks(request -> request.stackName(stack)).stacks().getFirst();
    } catch (AwsServiceException e) {
      if (e.awsErrorDetails() != null
          && "ValidationError".equals(e.awsErrorDetails().errorCode())
          && String.valueOf(e.awsErrorDetails().errorMessage()).contains("does not exist")) {
        throw new OperationsException(
            "there is no stack %s in %s; name yours with --stack, or set AWS_REGION to its Region"
                .formatted(stack, access.region()),
            e);
      }
      throw e;
    }
    return found.outputs().stream()
        .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
  }

  public String stack() {
    return stack;
  }

  public String region() {
    return access.region().id();
  }

  public String bucket() {
    return output("BucketName");
  }

  public String table() {
    return output("TableName");
  }

  public String queueUrl() {
    return output("QueueUrl");
  }

  public String deadLetterQueueUrl() {
    return output("DeadLetterQueueUrl");
  }

  /** Where clients send their calls; ends in a slash. */
  public String apiUrl() {
    return apiOutput("ApiUrl");
  }

  public String clientsTable() {
    return apiOutput("ClientsTableName");
  }

  /** The ARN of the secret that the keys of clients derive from. */
  public String masterSecret() {
    return apiOutput("MasterSecretArn");
  }

  /** Which keys of an existing bucket are pictures; empty where the bucket is the stack's own. */
  Optional<String> eventKeys() {
    return Optional.ofNullable(outputs.get("EventKeys"));
  }

  public S3Client s3() {
    return s3;
  }

  public SqsClient sqs() {
    return sqs;
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /** For one or two calls; the caller closes it. */
  public CloudWatchClient cloudWatch() {
    return client(CloudWatchClient.builder()).httpClient(http).build();
  }

  /** For one or two calls; the caller closes it. */
  public SecretsManagerClient secretsManager() {
    return client(SecretsManagerClient.builder()).httpClient(http).build();
  }

  /** The settings of the stack's function: operations, Regions, quotas. */
  public Settings settings() {
    String function = output("FunctionName");
    try (LambdaClient lambda = client(LambdaClient.builder()).httpClient(http).build()) {
      Map<String, String> variables =
          lambda
              .getFunctionConfiguration(request -> request.functionName(function))
              .environment()
              .variables();
      return Settings.fromEnvironment(variables);
    } catch (ResourceNotFoundException e) {
      throw new OperationsException(
          "stack %s no longer has function %s; deploy it again".formatted(stack, function), e);
    } catch (IllegalArgumentException e) {
      throw new OperationsException(
          "the function's settings cannot be read (%s); use the version of Fanlens that was deployed"
              .formatted(e.getMessage()),
          e);
    }
  }

  private String apiOutput(String name) {
    String value = outputs.get(name);
    if (value == null) {
      throw new OperationsException(
          "stack %s has no API; add \"api\": {} to its stage in cdk.json and deploy it, or name another stack with --stack"
              .formatted(stack));
    }
    return value;
  }

  private String output(String name) {
    String value = outputs.get(name);
    if (value == null) {
      throw new OperationsException(
          "stack %s has no output %s; it is not a Fanlens stack, or its deployment has not finished"
              .formatted(stack, name));
    }
    return value;
  }

  private <B extends AwsClientBuilder<B, ?>> B client(B builder) {
    access.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(access.region())
        .credentialsProvider(access.credentials())
        .overrideConfiguration(
            configuration -> configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy()));
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    dynamoDb.close();
    http.close();
  }
}
