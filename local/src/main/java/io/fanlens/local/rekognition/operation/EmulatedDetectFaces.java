package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.vision.Face;
import io.fanlens.local.vision.Landmark;
import io.fanlens.local.vision.Openness;
import io.fanlens.local.vision.Point;
import io.fanlens.settings.Operation;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * DetectFaces: box, confidence, pose, quality and five landmarks of every face; with ALL the 30
 * landmarks and whether eyes and mouth are open. AgeRange, Gender, Emotions, Smile, Beard,
 * Mustache, Eyeglasses, Sunglasses, EyeDirection and FaceOccluded are accepted as attributes but
 * never returned, because nothing here can detect them.
 */
public final class EmulatedDetectFaces implements EmulatedOperation {

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "DEFAULT",
          "ALL",
          "AGE_RANGE",
          "BEARD",
          "EMOTIONS",
          "EYE_DIRECTION",
          "EYEGLASSES",
          "EYES_OPEN",
          "GENDER",
          "MOUTH_OPEN",
          "MUSTACHE",
          "FACE_OCCLUDED",
          "SMILE",
          "SUNGLASSES");

  @Override
  public Operation operation() {
    return Operation.DETECT_FACES;
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    Set<String> attributes = attributes(RequestFields.list(request, "Attributes"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode details = answer.putArray("FaceDetails");
    for (Face face : pictures.faces(request.get("Image"))) {
      details.add(detail(face, attributes));
    }
    return answer;
  }

  private static Set<String> attributes(JsonNode requested) throws ServiceError {
    Set<String> names = new HashSet<>();
    for (JsonNode name : requested) {
      if (!ATTRIBUTES.contains(name.asText())) {
        throw ServiceError.invalidParameter(
            "Attributes has '" + name.asText() + "', which is not known.");
      }
      names.add(name.asText());
    }
    return names;
  }

  /** A face as other operations return it: box, confidence, pose, quality and five landmarks. */
  static ObjectNode plain(Face face) {
    return detail(face, Set.of());
  }

  private static ObjectNode detail(Face face, Set<String> attributes) {
    boolean all = attributes.contains("ALL");
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.set("BoundingBox", Boxes.json(face.box()));
    if (all || attributes.contains("EYES_OPEN")) {
      detail.set("EyesOpen", openness(face.eyesOpen()));
    }
    if (all || attributes.contains("MOUTH_OPEN")) {
      detail.set("MouthOpen", openness(face.mouthOpen()));
    }
    detail.set("Landmarks", landmarks(face.landmarks(), all));
    detail
        .putObject("Pose")
        .put("Roll", face.pose().roll())
        .put("Yaw", face.pose().yaw())
        .put("Pitch", face.pose().pitch());
    detail
        .putObject("Quality")
        .put("Brightness", face.quality().brightness())
        .put("Sharpness", face.quality().sharpness());
    detail.put("Confidence", face.confidence());
    return detail;
  }

  private static ArrayNode landmarks(Map<Landmark, Point> points, boolean all) {
    ArrayNode landmarks = JsonNodeFactory.instance.arrayNode();
    points.forEach(
        (landmark, point) -> {
          if (all || landmark.isDefault()) {
            landmarks
                .addObject()
                .put("Type", landmark.rekognitionName())
                .put("X", point.x())
                .put("Y", point.y());
          }
        });
    return landmarks;
  }

  private static ObjectNode openness(Openness openness) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Value", openness.value())
        .put("Confidence", openness.confidence());
  }
}
