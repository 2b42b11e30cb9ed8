package io.fanlens.bench.peers;

import io.fanlens.local.cloud.LocalCloud;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The AWS sample's way, written anew in Python, on a bucket, queues and a table of its own. */
final class SamplePeer implements Peer {

  private static final String NAME = "fanlens-bench-sample";
  private static final String SCRIPT = "sample_way.py";
  private static final int CHECK_SECONDS = 60;

  private final LocalCloud cloud;
  private final Path script;
  private final int others;
  private final Map<String, String> environment;
  private final List<Process> running = new ArrayList<>();
  private final DoubleAdder billed = new DoubleAdder();
  private long firstStart;

  SamplePeer(LocalCloud cloud, Path folder, int processes) throws IOException {
    this.cloud = cloud;
    this.others = processes - 1;
    this.script = folder.resolve(SCRIPT);
    try (InputStream source = SamplePeer.class.getResourceAsStream("/peers/" + SCRIPT)) {
      Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
    }
    String pictures = queue(NAME + "-pictures");
    environment =
        Map.ofEntries(
            Map.entry("AWS_ENDPOINT_URL", cloud.endpoint().toString()),
            Map.entry("AWS_DEFAULT_REGION", cloud.homeRegion()),
            Map.entry("AWS_ACCESS_KEY_ID", "local"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
            Map.entry("AWS_CONFIG_FILE", "/dev/null"),
            Map.entry("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
            Map.entry("PEER_PICTURES", pictures),
            Map.entry("PEER_ANSWERS", queue(NAME + "-answers")),
            Map.entry("PEER_TABLE", NAME));
    createTable();
    createBucket(pictures);
  }

  /** Whether Python and boto3 are installed. */
  static boolean isPossible() throws InterruptedException {
    try {
      Process check =
          new ProcessBuilder("python3", "-c", "import boto3")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        return check.waitFor(CHECK_SECONDS, TimeUnit.SECONDS) && check.exitValue() == 0;
      } finally {
        check.destroyForcibly();
      }
    } catch (IOException e) {
      return false;
    }
  }

  private String queue(String name) {
    return cloud
        .clients()
        .sqs()
        .createQueue(
            request ->
                request
                    .queueName(name)
                    .attributes(
                        Map.of(
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            "300",
                            QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                            "86400")))
        .queueUrl();
  }

  private void createTable() {
    cloud
        .clients()
        .dynamodb()
        .createTable(
            request ->
                request
                    .tableName(NAME)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(
                        KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(
                        AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
  }

  private void createBucket(String picturesUrl) {
    SqsClient sqs = cloud.clients().sqs();
    String arn =
        sqs.getQueueAttributes(
                request ->
                    request.queueUrl(picturesUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    cloud.clients().s3().createBucket(request -> request.bucket(NAME));
    cloud
        .clients()
        .s3()
        .putBucketNotificationConfiguration(
            request ->
                request
                    .bucket(NAME)
                    .notificationConfiguration(
                        all ->
                            all.queueConfigurations(
                                QueueConfiguration.builder()
                                    .queueArn(arn)
                                    .events(Event.S3_OBJECT_CREATED_PUT)
                                    .build())));
  }

  @Override
  public String bucket() {
    return NAME;
  }

  @Override
  public String table() {
    return NAME;
  }

  @Override
  public String finished() {
    return "FaceDetails";
  }

  @Override
  public void startFirst() throws IOException {
    firstStart = System.nanoTime();
    start("detect");
    start("store");
  }

  @Override
  public long firstStart() {
    return firstStart;
  }

  /** As many as Fanlens has for pictures; one is enough to store. */
  @Override
  public void startOthers() throws IOException {
    for (int i = 0; i < others; i++) {
      start("detect");
    }
  }

  private void start(String role) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("python3", script.toString(), role)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    running.add(process);
    Thread.ofVirtual().start(() -> count(process));
  }

  private void count(Process process) {
    try (BufferedReader lines = process.inputReader()) {
      lines.lines().mapToDouble(Double::parseDouble).forEach(billed::add);
    } catch (IOException | UncheckedIOException e) {
      // It was ended; what it printed before is counted.
    }
  }

  @Override
  public double billedMillis() {
    return billed.sum();
  }

  @Override
  public List<Long> processes() {
    return running.stream().filter(Process::isAlive).map(Process::pid).toList();
  }

  @Override
  public void close() {
    running.forEach(Process::destroyForcibly);
  }
}
