package io.fanlens.functions.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Target;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.model.DetectLabelsResponse;

class MeasuredCallsTest {

  private static final Target OHIO = Target.home("us-east-2");
  private static final SentPicture PICTURE =
      new StoredPicture("b", "k", PictureFormat.JPEG, 9, 90, 80);

  private static final ImageOperation LABELS =
      ImageOperations.of(
          OperationSettings.ofDefaults(
              Operation.DETECT_LABELS,
              Map.of("features", List.of("GENERAL_LABELS", "IMAGE_PROPERTIES")),
              "us-east-1"),
          References.NONE);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final InstantSource clock = () -> Instant.EPOCH;
  private final BatchMetrics metrics =
      new BatchMetrics("Fanlens", clock, new PrintStream(out, true, StandardCharsets.UTF_8));

  @Test
  void shouldCountACallThatIsBilledAsTwoAsTwo() throws CallFailedException {
    SdkPojo answer = DetectLabelsResponse.builder().build();
    assertSame(answer, measured((op, picture, target) -> answer).send(LABELS, PICTURE, OHIO));
    assertTrue(written().contains("\"PaidCalls\":2"), written());
    assertTrue(written().contains("\"Region\":\"us-east-2\""), written());
  }

  @Test
  void shouldCountAFailedCallAndPassItsFailureOn() {
    CallFailedException failure =
        new CallFailedException(CallProblem.RAMPED_TOO_FAST, "ThrottlingException", "slower", null);
    TargetCall failing =
        (operation, picture, target) -> {
          throw failure;
        };
    assertSame(
        failure,
        assertThrows(
            CallFailedException.class, () -> measured(failing).send(LABELS, PICTURE, OHIO)));
    assertTrue(written().contains("\"Throttled\":1"), written());
    assertEquals(-1, written().indexOf("PaidCalls"));
  }

  private MeasuredCalls measured(TargetCall calls) {
    return new MeasuredCalls(calls, metrics, clock);
  }

  private String written() {
    metrics.flush();
    return out.toString(StandardCharsets.UTF_8);
  }
}
