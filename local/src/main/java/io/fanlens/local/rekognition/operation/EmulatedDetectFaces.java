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
 * landmarks, whether eyes and mouth are open, and a guess of age, gender, smile and emotions.
 * Beard, Mustache, Eyeglasses, Sunglasses, EyeDirection and FaceOccluded are accepted as attributes
 * but never returned, because nothing here can detect them.
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
    for (GuessedFace face :
        pictures.guessedFaces(
            request.get("Image"),
            wants(attributes, "AGE_RANGE") || wants(attributes, "GENDER"),
            wants(attributes, "SMILE") || wants(attributes, "EMOTIONS"))) {
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
    return detail(new GuessedFace(face), Set.of());
  }

  private static boolean wants(Set<String> attributes, String attribute) {
    return attributes.contains("ALL") || attributes.contains(attribute);
  }

  private static ObjectNode detail(GuessedFace guessed, Set<String> attributes) {
    Face face = guessed.face();
    ObjectNode detail = JsonNodeFactory.instance.objectNode();
    detail.set("BoundingBox", Boxes.json(face.box()));
    if (wants(attributes, "AGE_RANGE")) {
      guessed.age().ifPresent(age -> detail.set("AgeRange", Guesses.ageRange(age)));
    }
    if (wants(attributes, "SMILE")) {
      detail.set("Smile", Guesses.smile(guessed.expressions()));
    }
    if (wants(attributes, "GENDER")) {
      guessed.age().ifPresent(age -> detail.set("Gender", Guesses.gender(age)));
    }
    if (wants(attributes, "EYES_OPEN")) {
      detail.set("EyesOpen", openness(face.eyesOpen()));
    }
    if (wants(attributes, "MOUTH_OPEN")) {
      detail.set("MouthOpen", openness(face.mouthOpen()));
    }
    if (wants(attributes, "EMOTIONS")) {
      detail.set("Emotions", Guesses.emotions(guessed.expressions()));
    }
    detail.set("Landmarks", landmarks(face.landmarks(), attributes.contains("ALL")));
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
