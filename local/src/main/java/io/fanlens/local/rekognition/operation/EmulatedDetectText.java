package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Operation;
import java.util.Optional;

/** DetectText without a model: validates the request and the picture, and returns no text. */
public final class EmulatedDetectText implements EmulatedOperation {

  private static final int MAX_REGIONS = 10;

  @Override
  public Operation operation() {
    return Operation.DETECT_TEXT;
  }

  @Override
  public Optional<String> shortcoming() {
    return Optional.of(
        "The local Rekognition reads no text: DetectText finds none in any picture.");
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    JsonNode filters = request.path("Filters");
    JsonNode words = filters.path("WordFilter");
    RequestFields.confidence(words, "MinConfidence", 0);
    RequestFields.number(words, "MinBoundingBoxHeight", 0, 1);
    RequestFields.number(words, "MinBoundingBoxWidth", 0, 1);
    if (filters.path("RegionsOfInterest").size() > MAX_REGIONS) {
      throw ServiceError.invalidParameter("RegionsOfInterest has more than 10 regions.");
    }
    pictures.requireReadable(request.get("Image"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("TextDetections");
    return answer.put("TextModelVersion", "none");
  }
}
