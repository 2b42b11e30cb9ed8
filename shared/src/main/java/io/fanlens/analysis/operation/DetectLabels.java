package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;

/**
 * Objects, scenes and actions. Parameters: {@code maxLabels} (1 to 1,000), {@code minConfidence} (0
 * to 100), {@code features} ({@code GENERAL_LABELS}, {@code IMAGE_PROPERTIES}; both are billed as
 * two). What is not configured is left to the service.
 */
final class DetectLabels implements ImageOperation {

  private static final String GENERAL_LABELS = "GENERAL_LABELS";

  private final Optional<Integer> maxLabels;
  private final Optional<Double> minConfidence;
  private final List<String> features;

  DetectLabels(Parameters parameters) {
    parameters.only("maxLabels", "minConfidence", "features");
    maxLabels = parameters.wholeNumber("maxLabels", 1, 1_000);
    minConfidence = parameters.number("minConfidence", 0, 100);
    features =
        parameters.names(
            "features", List.of(GENERAL_LABELS, "IMAGE_PROPERTIES"), List.of(GENERAL_LABELS));
  }

  @Override
  public Operation operation() {
    return Operation.DETECT_LABELS;
  }

  @Override
  public String answerList() {
    return "Labels";
  }

  @Override
  public int billedCalls() {
    return features.size();
  }

  @Override
  public SdkPojo call(RekognitionClient region, Image picture) {
    return region.detectLabels(
        request ->
            request
                .image(picture)
                .maxLabels(maxLabels.orElse(null))
                .minConfidence(minConfidence.map(Double::floatValue).orElse(null))
                .featuresWithStrings(features));
  }
}
