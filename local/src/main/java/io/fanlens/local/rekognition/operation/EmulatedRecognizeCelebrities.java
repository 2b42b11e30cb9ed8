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
 * RecognizeCelebrities by someone who knows no celebrity: the up to 64 largest faces, all of them
 * as {@code UnrecognizedFaces}.
 */
public final class EmulatedRecognizeCelebrities implements EmulatedOperation {

  private static final int MOST_FACES = 64;

  @Override
  public Operation operation() {
    return Operation.RECOGNIZE_CELEBRITIES;
  }

  @Override
  public Optional<String> shortcoming() {
    return Optional.of(
        "The local Rekognition knows no celebrity: all faces are UnrecognizedFaces.");
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    List<Face> faces = pictures.faces(request.get("Image"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("CelebrityFaces");
    ArrayNode unrecognized = answer.putArray("UnrecognizedFaces");
    faces.stream().limit(MOST_FACES).map(EmulatedDetectFaces::plain).forEach(unrecognized::add);
    return answer;
  }
}
