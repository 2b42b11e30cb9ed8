package io.fanlens.local.cloud;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS SDK clients of a local cloud, with credentials that are valid only there. */
public final class LocalClients implements AutoCloseable {
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"));

  private static final int MAX_CONNECTIONS = 64;

  private final URI endpoint;
  private final SdkHttpClient http =
      Apache5HttpClient.builder().maxConnections(MAX_CONNECTIONS).build();
  private final S3Client s3;
  private final SqsClient sqs;
  private final DynamoDbClient dynamodb;
  private final List<DynamoDbStreamsClient> streams = new CopyOnWriteArrayList<>();
  private final String region;

  LocalClients(URI endpoint, String region) {
    this.endpoint = endpoint;
    this.region = region;
    this.s3 = local(S3Client.builder().forcePathStyle(true), region).httpClient(http).build();
    this.sqs = local(SqsClient.builder(), region).httpClient(http).build();
    this.dynamodb = local(DynamoDbClient.builder(), region).httpClient(http).build();
  }

  public S3Client s3() {
    return s3;
  }

  public SqsClient sqs() {
    return sqs;
  }

  public DynamoDbClient dynamodb() {
    return dynamodb;
  }

  /** Signs with a role's key; closed with the others. */
  DynamoDbStreamsClient streams(String accessKey) {
    DynamoDbStreamsClient client =
        local(DynamoDbStreamsClient.builder(), region)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "local")))
            .httpClient(http)
            .build();
    streams.add(client);
    return client;
  }

  /** A client for one of Rekognition's Regions; the caller may close it. */
  public RekognitionClient rekognition(String region) {
    return local(RekognitionClient.builder(), region).httpClient(http).build();
  }

  private <B extends AwsClientBuilder<B, ?>> B local(B builder, String region) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(CREDENTIALS);
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    dynamodb.close();
    streams.forEach(DynamoDbStreamsClient::close);
    http.close();
  }
}
