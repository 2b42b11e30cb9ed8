package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.vision.Face;
import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Optional;

/**
 * RecognizeCelebrities without known celebrities: the 64 largest faces, as {@code
 * UnrecognizedFaces}.
 */
public final class EmulatedRecognizeCelebrities implements EmulatedOperation {

  private static final int MAX_FACES = 64;

  @Override
  public Operation operation() {
    return Operation.RECOGNIZE_CELEBRITIES;
  }

  @Override
  public Optional<String> shortcoming() {
    return Optional.of(
        "The local Rekognition knows no celebrities: all faces are UnrecognizedFaces.");
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    List<Face> faces = pictures.faces(request.get("Image"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("CelebrityFaces");
    ArrayNode unrecognized = answer.putArray("UnrecognizedFaces");
    faces.stream().limit(MAX_FACES).map(EmulatedDetectFaces::plain).forEach(unrecognized::add);
    return answer;
  }
}
