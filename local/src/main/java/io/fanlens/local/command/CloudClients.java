package io.fanlens.local.command;

import io.fanlens.local.LocalCloud;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Clients of a local cloud: the bucket that pictures are put into, and the table of results. */
final class CloudClients implements AutoCloseable {

  private final SdkHttpClient http = Apache5HttpClient.builder().maxConnections(20).build();
  private final S3Client s3;
  private final DynamoDbClient dynamodb;
  private final String bucket;
  private final String table;

  CloudClients(LocalCloud cloud) {
    var anyone = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    Region region = Region.of(cloud.homeRegion());
    s3 =
        S3Client.builder()
            .endpointOverride(cloud.endpoint())
            .forcePathStyle(true)
            .region(region)
            .credentialsProvider(anyone)
            .httpClient(http)
            .build();
    dynamodb =
        DynamoDbClient.builder()
            .endpointOverride(cloud.endpoint())
            .region(region)
            .credentialsProvider(anyone)
            .httpClient(http)
            .build();
    bucket = output(cloud, "BucketName");
    table = output(cloud, "TableName");
  }

  void put(String key, Path file) {
    s3.putObject(request -> request.bucket(bucket).key(key), file);
  }

  DynamoDbClient dynamodb() {
    return dynamodb;
  }

  String table() {
    return table;
  }

  @Override
  public void close() {
    s3.close();
    dynamodb.close();
    http.close();
  }

  private static String output(LocalCloud cloud, String name) {
    return Optional.ofNullable(cloud.outputs().get(name))
        .orElseThrow(() -> UserError.failed("the stack has no output " + name));
  }
}
