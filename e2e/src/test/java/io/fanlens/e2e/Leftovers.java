package io.fanlens.e2e;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Deletes what a stack of the tests leaves at somebody else's endpoint, known by its names. */
public final class Leftovers {

  private static final String STACK = "fanlens-";
  private static final Set<String> TABLES = Set.of("detect_faces_results", "everything_results");

  private Leftovers() {}

  static void delete(URI endpoint) {
    try (S3Client s3 = client(S3Client.builder().forcePathStyle(true), endpoint);
        SqsClient sqs = client(SqsClient.builder(), endpoint);
        DynamoDbClient dynamodb = client(DynamoDbClient.builder(), endpoint)) {
      s3.listBuckets().buckets().stream()
          .map(bucket -> bucket.name())
          .filter(Leftovers::isOfAStack)
          .forEach(name -> deleteBucket(s3, name));
      sqs.listQueues().queueUrls().stream()
          .filter(url -> isOfAStack(url.substring(url.lastIndexOf('/') + 1)))
          .forEach(url -> sqs.deleteQueue(request -> request.queueUrl(url)));
      dynamodb.listTables().tableNames().stream()
          .filter(name -> isOfAStack(name) || TABLES.contains(name))
          .forEach(name -> dynamodb.deleteTable(request -> request.tableName(name)));
    }
  }

  private static boolean isOfAStack(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(STACK);
  }

  private static void deleteBucket(S3Client s3, String bucket) {
    List<S3Object> objects =
        s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream().toList();
    for (S3Object object : objects) {
      s3.deleteObject(request -> request.bucket(bucket).key(object.key()));
    }
    s3.deleteBucket(request -> request.bucket(bucket));
  }

  public static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }
}
