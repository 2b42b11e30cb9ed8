package io.fanlens.e2e.pipeline;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.operations.Operator;
import io.fanlens.operations.audit.AuditCount;
import io.fanlens.operations.audit.AuditRun;
import io.fanlens.operations.deployment.Deployment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each key is asked what its longest prefix says. */
class PrefixesIT {

  @TempDir static Path directory;
  private static PipelineCloud cloud;

  @TempDir private Path positions;

  @BeforeAll
  static void start() {
    cloud =
        new PipelineOptions(directory)
            .processes(2)
            .setting(
                "operationsByPrefix",
                Map.of(
                    "", List.of(LABELS),
                    "badges/", List.of(FACES),
                    "badges/old/", List.of()))
            .start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldAskAndOweWhatTheLongestPrefixSays() throws Exception {
    for (String key : List.of("badges/old/a.jpg", "badges/a.jpg", "a.jpg")) {
      cloud.upload(key, PipelinePictures.face());
    }
    cloud.awaitRow("badges/a.jpg", FACES, "SUCCEEDED");
    cloud.awaitRow("a.jpg", LABELS, "SUCCEEDED");
    cloud.queue().awaitEmpty();
    assertEquals(2, cloud.allRows().size());
    assertEquals(2, cloud.calls().size());

    // A row of an operation that was asked before goes with its picture, too.
    cloud
        .cloud()
        .clients()
        .dynamodb()
        .putItem(
            request ->
                request
                    .tableName(cloud.table())
                    .item(
                        Map.of(
                            "id", AttributeValue.fromS("badges/a.jpg"),
                            "operation", AttributeValue.fromS("DetectText"),
                            "status", AttributeValue.fromS("SUCCEEDED"),
                            "bucket", AttributeValue.fromS(cloud.bucket()),
                            "eTag", AttributeValue.fromS("of an earlier version"),
                            "sequencer", AttributeValue.fromS("0".repeat(32)))));
    try (Deployment deployment = Operator.deployment(cloud, Deployment.DEFAULT_STACK)) {
      AuditRun.Result audited = Operator.audit(deployment, positions, false);
      assertEquals(2, audited.count(AuditCount.COMPLETE));
      assertEquals(1, audited.count(AuditCount.NOT_OWED));
      assertEquals(0, audited.count(AuditCount.MISSING) + audited.count(AuditCount.ORPHANS));
    }
    cloud.remove("badges/a.jpg");
    Eventually.until("both rows to go", () -> cloud.allRows().size() == 1);
    assertTrue(cloud.row("a.jpg", LABELS).isPresent());
  }
}
