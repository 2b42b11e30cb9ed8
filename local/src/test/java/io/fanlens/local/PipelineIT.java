package io.fanlens.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanlens.local.rekognition.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The committed template and the deployable zip: what a user gets. */
final class PipelineIT {
  private static final Path TEMPLATE = Path.of("../infra/snapshot/default.template.json");
  private static final Path ZIP = Path.of("../functions/target/fanlens-functions.zip");
  private static final Duration A_WHILE = Duration.ofSeconds(60);

  @TempDir Path logs;

  @Test
  void shouldSeeTheFaceInAPictureAndPayOnceAnOperation() throws Exception {
    LocalCloudOptions options =
        new LocalCloudOptions(0, TEMPLATE, ZIP, Optional.empty(), Map.of(), logs);
    try (LocalCloud cloud = LocalCloud.start(options)) {
      byte[] picture;
      try (var in = PipelineIT.class.getResourceAsStream("/pictures/astronaut.jpg")) {
        picture = in.readAllBytes();
      }
      String bucket = cloud.outputs().get("BucketName");
      cloud
          .clients()
          .s3()
          .putObject(
              request -> request.bucket(bucket).key("people/an astronaut.jpg"),
              RequestBody.fromBytes(picture));

      Map<String, Map<String, AttributeValue>> rows;
      try {
        rows =
            Await.present(
                "two finished rows", A_WHILE, () -> finished(cloud, "people/an astronaut.jpg"));
      } catch (AssertionError e) {
        printLogs();
        throw e;
      }

      assertEquals("SUCCEEDED", rows.get("DetectFaces").get("status").s(), rows.toString());
      assertEquals("SUCCEEDED", rows.get("DetectLabels").get("status").s(), rows.toString());
      assertEquals(1, rows.get("DetectFaces").get("FaceDetails").l().size());
      assertFalse(rows.get("DetectLabels").get("Labels").l().isEmpty());
      assertEquals(
          List.of("DetectFaces OK", "DetectLabels OK"),
          cloud.rekognitionCalls().all().stream()
              .map(call -> call.operation() + " " + call.outcome())
              .sorted()
              .toList());
      assertEquals(2, cloud.rekognitionCalls().count(Call::isOk));
    }
  }

  private static Optional<Map<String, Map<String, AttributeValue>>> finished(
      LocalCloud cloud, String key) {
    Map<String, Map<String, AttributeValue>> rows =
        cloud
            .clients()
            .dynamodb()
            .query(
                query ->
                    query
                        .tableName(cloud.outputs().get("TableName"))
                        .keyConditionExpression("id = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(key))))
            .items()
            .stream()
            .filter(row -> row.containsKey("status"))
            .collect(Collectors.toMap(row -> row.get("operation").s(), row -> row));
    return rows.size() < 2 ? Optional.empty() : Optional.of(rows);
  }

  private void printLogs() throws Exception {
    try (var files = Files.list(logs)) {
      for (Path file : files.toList()) {
        System.out.println(Files.readString(file));
      }
    }
  }
}
