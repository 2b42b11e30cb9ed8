package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Operation;
import java.util.Optional;

/**
 * DetectModerationLabels without a model: validates the request and the picture, and returns no
 * label for any picture.
 */
public final class EmulatedDetectModerationLabels implements EmulatedOperation {

  private static final int DEFAULT_MIN_CONFIDENCE = 50;

  @Override
  public Operation operation() {
    return Operation.DETECT_MODERATION_LABELS;
  }

  @Override
  public Optional<String> shortcoming() {
    return Optional.of(
        "The local Rekognition does not judge content: DetectModerationLabels has no label for any"
            + " picture.");
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    RequestFields.confidence(request, "MinConfidence", DEFAULT_MIN_CONFIDENCE);
    if (request.hasNonNull("ProjectVersion")) {
      throw ServiceError.of(
          400, "ResourceNotFoundException", "The local Rekognition has no trained adapters.");
    }
    pictures.requireReadable(request.get("Image"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("ModerationLabels");
    answer.putArray("ContentTypes");
    return answer.put("ModerationModelVersion", "none");
  }
}
