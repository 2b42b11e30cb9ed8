package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.ProtectiveEquipmentSummarizationAttributes;

/**
 * Covers of face, hands and head on up to 15 persons. Parameter: {@code summarizationAttributes}
 * with {@code minConfidence} (0 to 100; under 50 counts as 50) and {@code requiredEquipmentTypes}
 * ({@code FACE_COVER}, {@code HAND_COVER}, {@code HEAD_COVER}), both required; without it the
 * answer has no {@code Summary}.
 */
final class DetectProtectiveEquipment implements ImageOperation {

  private static final List<String> TYPES = List.of("FACE_COVER", "HAND_COVER", "HEAD_COVER");

  private final Optional<ProtectiveEquipmentSummarizationAttributes> summary;

  DetectProtectiveEquipment(Parameters parameters) {
    summary =
        parameters
            .only("summarizationAttributes")
            .block("summarizationAttributes")
            .map(DetectProtectiveEquipment::summary);
  }

  private static ProtectiveEquipmentSummarizationAttributes summary(Parameters parameters) {
    parameters
        .only("minConfidence", "requiredEquipmentTypes")
        .need("minConfidence", "give a number from 0 to 100; the API has no default")
        .need("requiredEquipmentTypes", "give a list of " + TYPES);
    return ProtectiveEquipmentSummarizationAttributes.builder()
        .minConfidence(parameters.number("minConfidence", 0, 100).orElseThrow().floatValue())
        .requiredEquipmentTypesWithStrings(
            parameters.names("requiredEquipmentTypes", TYPES, List.of()))
        .build();
  }

  @Override
  public Operation operation() {
    return Operation.DETECT_PROTECTIVE_EQUIPMENT;
  }

  @Override
  public String answerList() {
    return "Persons";
  }

  @Override
  public SdkPojo call(RekognitionClient region, Image picture) {
    return region.detectProtectiveEquipment(
        request -> request.image(picture).summarizationAttributes(summary.orElse(null)));
  }
}
