package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.vision.Face;
import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * DetectProtectiveEquipment, as far as faces tell: up to 15 persons, each with a face and a head
 * and nothing known of what they wear. The box of a person is the box of its face. In a summary all
 * of them are indeterminate.
 */
public final class EmulatedDetectProtectiveEquipment implements EmulatedOperation {

  private static final int MOST_PERSONS = 15;
  private static final Set<String> TYPES = Set.of("FACE_COVER", "HAND_COVER", "HEAD_COVER");

  @Override
  public Operation operation() {
    return Operation.DETECT_PROTECTIVE_EQUIPMENT;
  }

  @Override
  public Optional<String> shortcoming() {
    return Optional.of(
        "The local Rekognition sees no protective equipment, only the persons whose faces it"
            + " finds.");
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    JsonNode asked = request.path("SummarizationAttributes");
    boolean summarize = asked.isObject();
    double minConfidence = summarize ? minConfidence(asked) : 0;
    List<Face> faces = pictures.faces(request.get("Image")).stream().limit(MOST_PERSONS).toList();
    ObjectNode answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("ProtectiveEquipmentModelVersion", "fanlens-local-1.0");
    ArrayNode persons = answer.putArray("Persons");
    ArrayNode indeterminate = JsonNodeFactory.instance.arrayNode();
    for (int id = 0; id < faces.size(); id++) {
      persons.add(person(id, faces.get(id)));
      if (faces.get(id).confidence() >= minConfidence) {
        indeterminate.add(id);
      }
    }
    if (summarize) {
      ObjectNode summary = answer.putObject("Summary");
      summary.putArray("PersonsWithRequiredEquipment");
      summary.putArray("PersonsWithoutRequiredEquipment");
      summary.set("PersonsIndeterminate", indeterminate);
    }
    return answer;
  }

  private static double minConfidence(JsonNode asked) throws ServiceError {
    RequestFields.need(asked, "MinConfidence");
    RequestFields.need(asked, "RequiredEquipmentTypes");
    for (JsonNode type : asked.path("RequiredEquipmentTypes")) {
      RequestFields.oneOf(type, "RequiredEquipmentTypes", TYPES);
    }
    return RequestFields.confidence(asked, "MinConfidence", 0);
  }

  private static ObjectNode person(int id, Face face) {
    ObjectNode person = JsonNodeFactory.instance.objectNode();
    ArrayNode parts = person.putArray("BodyParts");
    for (String name : List.of("FACE", "HEAD")) {
      parts
          .addObject()
          .put("Name", name)
          .put("Confidence", face.confidence())
          .putArray("EquipmentDetections");
    }
    person.set("BoundingBox", Boxes.json(face.box()));
    return person.put("Confidence", face.confidence()).put("Id", id);
  }
}
