package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.vision.Face;
import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Set;

/**
 * DetectLabels derived from faces: Person, Head and Face, with one instance for each face. The box
 * of a person is the box of its face, because bodies are not detected. Pictures without a face get
 * no labels. {@code IMAGE_PROPERTIES} is accepted and left out of the answer; filters in {@code
 * Settings} are not applied.
 */
public final class EmulatedDetectLabels implements EmulatedOperation {

  private static final int DEFAULT_MIN_CONFIDENCE = 55;
  private static final int MAX_LABELS = 1000;
  private static final String CATEGORY = "Person Description";
  private static final Set<String> FEATURES = Set.of("GENERAL_LABELS", "IMAGE_PROPERTIES");

  private record LabelType(
      String name, List<String> parents, List<String> aliases, boolean boxed) {}

  private static final List<LabelType> LABEL_TYPES =
      List.of(
          new LabelType("Person", List.of(), List.of("Human"), true),
          new LabelType("Head", List.of("Person"), List.of(), false),
          new LabelType("Face", List.of("Head", "Person"), List.of(), true));

  @Override
  public Operation operation() {
    return Operation.DETECT_LABELS;
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    double minConfidence =
        RequestFields.number(request, "MinConfidence", DEFAULT_MIN_CONFIDENCE, 100);
    long maxLabels =
        (long) RequestFields.number(request, "MaxLabels", MAX_LABELS, Integer.MAX_VALUE);
    boolean wanted = wantsLabels(request.path("Features"));
    List<Face> faces =
        pictures.faces(request.get("Image")).stream()
            .filter(face -> face.confidence() >= minConfidence)
            .toList();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode labels = answer.putArray("Labels");
    if (wanted && !faces.isEmpty()) {
      LABEL_TYPES.stream().limit(maxLabels).forEach(type -> labels.add(label(type, faces)));
    }
    return answer.put("LabelModelVersion", "fanlens-local-1.0");
  }

  private static boolean wantsLabels(JsonNode features) throws ServiceError {
    boolean labels = features.isEmpty();
    for (JsonNode feature : features) {
      if (!FEATURES.contains(feature.asText())) {
        throw ServiceError.invalidParameter(
            "Features has '" + feature.asText() + "', which is not known.");
      }
      labels |= feature.asText().equals("GENERAL_LABELS");
    }
    return labels;
  }

  private static ObjectNode label(LabelType type, List<Face> faces) {
    double best = faces.stream().mapToDouble(Face::confidence).max().orElse(0);
    ObjectNode label =
        JsonNodeFactory.instance.objectNode().put("Name", type.name).put("Confidence", best);
    ArrayNode instances = label.putArray("Instances");
    if (type.boxed) {
      for (Face face : faces) {
        ObjectNode instance = instances.addObject();
        instance.set("BoundingBox", Boxes.json(face.box()));
        instance.put("Confidence", face.confidence());
      }
    }
    ArrayNode parents = label.putArray("Parents");
    type.parents.forEach(name -> parents.addObject().put("Name", name));
    ArrayNode aliases = label.putArray("Aliases");
    type.aliases.forEach(name -> aliases.addObject().put("Name", name));
    label.putArray("Categories").addObject().put("Name", CATEGORY);
    return label;
  }
}
