package io.fanlens.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageOperationsTest {

  @Test
  void shouldTakeTheParametersOfTheApi() {
    assertEquals(
        "Labels",
        of(
                Operation.DETECT_LABELS,
                Map.of(
                    "maxLabels",
                    10,
                    "minConfidence",
                    70.5,
                    "features",
                    List.of("GENERAL_LABELS", "IMAGE_PROPERTIES")))
            .answerList());
    assertEquals(
        "FaceDetails",
        of(Operation.DETECT_FACES, Map.of("attributes", List.of("DEFAULT", "SMILE"))).answerList());
  }

  @Test
  void shouldNameAParameterThatIsWrong() {
    refused(Operation.DETECT_FACES, Map.of("attributes", List.of("SMILES")), "SMILES");
    refused(Operation.DETECT_FACES, Map.of("attributes", "ALL"), "'attributes'");
    refused(Operation.DETECT_FACES, Map.of("maxLabels", 3), "'maxLabels' is not known");
    refused(Operation.DETECT_LABELS, Map.of("maxLabels", 0), "'maxLabels' is 0");
    refused(Operation.DETECT_LABELS, Map.of("maxLabels", 2.5), "whole number");
    refused(Operation.DETECT_LABELS, Map.of("minConfidence", 101), "'minConfidence' is 101");
  }

  private static ImageOperation of(Operation operation, Map<String, Object> parameters) {
    return ImageOperations.of(OperationSettings.ofDefaults(operation, parameters, "us-east-1"));
  }

  private static void refused(Operation operation, Map<String, Object> parameters, String part) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> of(operation, parameters)).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains(operation.apiName()), message);
  }
}
