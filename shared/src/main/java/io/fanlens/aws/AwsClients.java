package io.fanlens.aws;

import io.fanlens.settings.AccountSettings;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import io.fanlens.settings.Timings;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The SDK clients over one HTTP client. Retries are explicit: the Rekognition clients have none,
 * because the analyzer decides what follows a failed call; the others use the standard mode.
 * Credentials and endpoints come from the environment; the credentials are fetched once for all
 * clients.
 */
public final class AwsClients implements AutoCloseable {

  /** Ten messages at once, each with one call in flight to S3, DynamoDB or Rekognition. */
  private static final int CONNECTIONS = 64;

  private final String homeRegion;
  private final Timings timings;
  private final SdkHttpClient http;
  private final DefaultCredentialsProvider credentials;
  private final AssumedRoles roles;
  private final S3Client s3;
  private final DynamoDbClient dynamoDb;
  private final SqsClient sqs;
  private final List<DynamoDbClient> quotaDynamoDb = new CopyOnWriteArrayList<>();
  private final List<SecretsManagerClient> secrets = new CopyOnWriteArrayList<>();
  private final List<S3Presigner> presigners = new CopyOnWriteArrayList<>();
  private final Map<Target, RekognitionClient> rekognition = new ConcurrentHashMap<>();

  /**
   * Creates the clients that every message needs.
   *
   * @param accounts other accounts, whose roles are assumed when one of their targets is called
   */
  public AwsClients(String homeRegion, Timings timings, List<AccountSettings> accounts) {
    this.homeRegion = homeRegion;
    this.timings = timings;
    http =
        Apache5HttpClient.builder()
            .maxConnections(CONNECTIONS)
            .connectionTimeout(Duration.ofSeconds(2))
            .build();
    credentials = DefaultCredentialsProvider.builder().build();
    roles = new AssumedRoles(homeRegion, http, credentials, accounts);
    s3 =
        S3Client.builder()
            .region(Region.of(homeRegion))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(standardRetries(timings.fetch()))
            .build();
    dynamoDb =
        DynamoDbClient.builder()
            .region(Region.of(homeRegion))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(standardRetries(timings.store()))
            .build();
    sqs =
        SqsClient.builder()
            .region(Region.of(homeRegion))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(standardRetries(timings.store()))
            .build();
  }

  /** With a client for each target, which loads what a first call needs. */
  public static AwsClients of(Settings settings) {
    AwsClients clients =
        new AwsClients(settings.homeRegion(), settings.timings(), settings.accounts());
    for (OperationSettings operation : settings.operations()) {
      operation.targets().stream().map(TargetSettings::target).forEach(clients::rekognition);
    }
    return clients;
  }

  public S3Client s3() {
    return s3;
  }

  /** For addresses that a browser follows; the pipeline needs none. */
  public S3Presigner s3Presigner() {
    S3Presigner presigner =
        S3Presigner.builder()
            .region(Region.of(homeRegion))
            .credentialsProvider(credentials)
            .build();
    presigners.add(presigner);
    return presigner;
  }

  /** What else is signed with. */
  public AwsCredentialsProvider credentials() {
    return credentials;
  }

  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  /**
   * A DynamoDB client for the quota table: no retries and a short timeout.
   *
   * @param timeout a later answer is useless
   */
  public DynamoDbClient quotaDynamoDb(Duration timeout) {
    DynamoDbClient client =
        DynamoDbClient.builder()
            .region(Region.of(homeRegion))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(timeout)
                    .build())
            .build();
    quotaDynamoDb.add(client);
    return client;
  }

  /** A client for the secret of the API; the pipeline needs none. */
  public SecretsManagerClient secretsManager() {
    SecretsManagerClient client =
        SecretsManagerClient.builder()
            .region(Region.of(homeRegion))
            .credentialsProvider(credentials)
            .httpClient(http)
            .overrideConfiguration(standardRetries(timings.store()))
            .build();
    secrets.add(client);
    return client;
  }

  public SqsClient sqs() {
    return sqs;
  }

  /** The client of one target, created on first use. */
  public RekognitionClient rekognition(Target target) {
    return rekognition.computeIfAbsent(
        target,
        each ->
            RekognitionClient.builder()
                .region(Region.of(each.region()))
                .credentialsProvider(credentialsOf(each))
                .httpClient(http)
                .overrideConfiguration(
                    ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(timings.call())
                        .build())
                .build());
  }

  private AwsCredentialsProvider credentialsOf(Target target) {
    return target.account().equals(Target.HOME) ? credentials : roles.of(target.account());
  }

  private static ClientOverrideConfiguration standardRetries(Duration timeout) {
    RandomGenerator random = new SecureRandom();
    return ClientOverrideConfiguration.builder()
        .retryStrategy(
            AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .backoffStrategy(new RetryWaits(Duration.ofMillis(100), random))
                .throttlingBackoffStrategy(new RetryWaits(Duration.ofSeconds(1), random))
                .build())
        .apiCallTimeout(timeout)
        .build();
  }

  @Override
  public void close() {
    rekognition.values().forEach(RekognitionClient::close);
    quotaDynamoDb.forEach(DynamoDbClient::close);
    secrets.forEach(SecretsManagerClient::close);
    presigners.forEach(S3Presigner::close);
    roles.close();
    sqs.close();
    dynamoDb.close();
    s3.close();
    credentials.close();
    http.close();
  }
}
