package io.fanlens.e2e.faults;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static io.fanlens.e2e.PipelineCloud.LABELS;
import static io.fanlens.e2e.faults.FaultyCloud.check;
import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.ScriptedAnswers;
import io.fanlens.local.cloud.LocalCloudHooks;
import io.fanlens.local.faults.FaultFilter;
import io.fanlens.local.faults.FaultRules;
import io.fanlens.local.faults.Intervention;
import io.fanlens.local.rekognition.control.Outage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An answer about an object counts only once the object is known to be the same. */
class SlowConfirmationIT {

  private static final String KEY = "unconfirmed.png";

  @TempDir Path directory;

  @Test
  void shouldKeepAPaidAnswerWhoseConfirmationFailsAndIsSlow() {
    FaultRules rules = new FaultRules();
    rules.next(7, check(KEY), Intervention.fail(503, "SlowDown"));
    rules.next(1, check(KEY), Intervention.slowBody(Duration.ofSeconds(3)));
    LocalCloudHooks hooks = LocalCloudHooks.filter(new FaultFilter(rules));
    try (PipelineCloud cloud = new PipelineOptions(directory).hooks(hooks).start()) {
      ScriptedAnswers.nothingFound(cloud.rekognition());
      for (String region : List.of("us-east-2", "us-west-1", "us-west-2")) {
        cloud.rekognition().outage(ANY, region, Outage.FAIL); // so that it goes as an object
      }
      byte[] picture = PipelinePictures.large(1);
      cloud.upload(KEY, picture);
      Map<String, AttributeValue> row = cloud.awaitRow(KEY, FACES, "SUCCEEDED");
      assertEquals("S3Object", row.get("sent").m().get("via").s());
      assertEquals("1", row.get("attempts").n());
      cloud.awaitRow(KEY, LABELS, "SUCCEEDED");
      assertEquals(1, cloud.paidCalls(FACES, picture).size());
      assertEquals(1, cloud.paidCalls(LABELS, picture).size());
    }
  }
}
