package io.fanlens.local.cloud;

import io.fanlens.local.gateway.AccessCheck;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.gateway.RequestFilter;
import io.fanlens.local.gateway.Routes;
import io.fanlens.local.s3.EventBridge;
import io.fanlens.local.s3.NotificationPermissions;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The storage servers behind a gateway on a free port, with real SDK clients for them. */
public final class StorageCloud implements AutoCloseable, AfterAllCallback {

  public static final Region REGION = Region.EU_WEST_1;

  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private final Gateway gateway;
  private final StorageServers servers;
  private final S3Client s3;
  private final SqsClient sqs;
  private final DynamoDbClient dynamoDb;

  public StorageCloud() {
    this(RequestFilter.NONE);
  }

  public StorageCloud(RequestFilter filter) {
    this(filter, AccessCheck.NONE);
  }

  /**
   * As above.
   *
   * @param access of those who sign
   */
  public StorageCloud(RequestFilter filter, AccessCheck access) {
    gateway = Gateway.bind(0);
    servers =
        StorageServers.start(
            gateway,
            REGION.id(),
            Optional.empty(),
            UnaryOperator.identity(),
            NotificationPermissions.ALL,
            EventBridge.NONE,
            access);
    gateway.start(new Routes(servers.proxied(), servers.handled(), new Nothing(), filter, access));
    URI endpoint = gateway.endpoint();
    s3 =
        S3Client.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .build();
    sqs =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .build();
    dynamoDb =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .build();
  }

  public Gateway gateway() {
    return gateway;
  }

  public URI endpoint() {
    return gateway.endpoint();
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

  public S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(endpoint())
        .region(REGION)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  /** Creates a queue and returns its URL. */
  public String queue(String name) {
    return sqs.createQueue(queue -> queue.queueName(name)).queueUrl();
  }

  public static String arn(String queueName) {
    return "arn:aws:sqs:" + REGION.id() + ":000000000000:" + queueName;
  }

  /** As a static {@code @RegisterExtension}: stops after the tests of the class. */
  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    s3.close();
    sqs.close();
    dynamoDb.close();
    gateway.close();
    servers.close();
  }

  private static final class Nothing extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.setStatus(204);
      callback.succeeded();
      return true;
    }
  }
}
