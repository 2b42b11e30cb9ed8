package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;

/**
 * Nudity, violence and other unwanted content. Parameter: {@code minConfidence} (0 to 100; by
 * default the service's 50). A trained adapter ({@code ProjectVersion}) cannot be named: it lives
 * in one Region of one account, and the calls go to many.
 */
final class DetectModerationLabels implements ImageOperation {

  private final Optional<Double> minConfidence;

  DetectModerationLabels(Parameters parameters) {
    minConfidence = parameters.only("minConfidence").number("minConfidence", 0, 100);
  }

  @Override
  public Operation operation() {
    return Operation.DETECT_MODERATION_LABELS;
  }

  @Override
  public String answerList() {
    return "ModerationLabels";
  }

  @Override
  public SdkPojo call(RekognitionClient region, Image picture) {
    return region.detectModerationLabels(
        request ->
            request
                .image(picture)
                .minConfidence(minConfidence.map(Double::floatValue).orElse(null)));
  }
}
