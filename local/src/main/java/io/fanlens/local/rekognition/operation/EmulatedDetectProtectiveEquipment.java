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
 * DetectProtectiveEquipment derived from faces: up to 15 persons, each with a face and a head but
 * no equipment. The box of a person is the box of its face. In a summary all are indeterminate.
 */
public final class EmulatedDetectProtectiveEquipment implements EmulatedOperation {

  private static final int MAX_PERSONS = 15;
  private static final Set<String> TYPES = Set.of("FACE_COVER", "HAND_COVER", "HEAD_COVER");

  @Override
  public Operation operation() {
    return Operation.DETECT_PROTECTIVE_EQUIPMENT;
  }

  @Override
  public Optional<String> shortcoming() {
    return Optional.of(
        "The local Rekognition detects no protective equipment, only persons by their faces.");
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    JsonNode requested = request.path("SummarizationAttributes");
    boolean summarize = requested.isObject();
    double minConfidence = summarize ? minConfidence(requested) : 0;
    List<Face> faces = pictures.faces(request.get("Image")).stream().limit(MAX_PERSONS).toList();
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

  private static double minConfidence(JsonNode requested) throws ServiceError {
    RequestFields.need(requested, "MinConfidence");
    RequestFields.need(requested, "RequiredEquipmentTypes");
    for (JsonNode type : requested.path("RequiredEquipmentTypes")) {
      RequestFields.oneOf(type, "RequiredEquipmentTypes", TYPES);
    }
    return RequestFields.confidence(requested, "MinConfidence", 0);
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
