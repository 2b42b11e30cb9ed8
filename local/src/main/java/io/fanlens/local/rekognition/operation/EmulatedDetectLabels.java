package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.rekognition.label.FoundLabel;
import io.fanlens.local.rekognition.label.FoundLabel.Instance;
import io.fanlens.local.rekognition.label.LabelFilters;
import io.fanlens.local.rekognition.label.PictureLabels;
import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Set;

/**
 * DetectLabels: the objects that a network finds, and persons, heads and faces where there are
 * faces. {@code IMAGE_PROPERTIES} is accepted and left out of the answer.
 */
public final class EmulatedDetectLabels implements EmulatedOperation {

  private static final int DEFAULT_MIN_CONFIDENCE = 55;
  private static final int MAX_LABELS = 1000;
  private static final Set<String> FEATURES = Set.of("GENERAL_LABELS", "IMAGE_PROPERTIES");

  private final PictureLabels labels = new PictureLabels();

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
    LabelFilters filters = LabelSettings.filters(request);
    JsonNode image = request.get("Image");
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode array = answer.putArray("Labels");
    if (wanted) {
      labels.of(pictures.objects(image), pictures.faces(image), minConfidence).stream()
          .filter(filters::wants)
          .limit(maxLabels)
          .forEach(label -> array.add(json(label)));
    } else {
      pictures.requireReadable(image);
    }
    return answer.put("LabelModelVersion", "fanlens-local-2.0");
  }

  private static boolean wantsLabels(JsonNode features) throws ServiceError {
    boolean labels = features.isEmpty();
    for (JsonNode feature : features) {
      RequestFields.oneOf(feature, "Features", FEATURES);
      labels |= feature.asText().equals("GENERAL_LABELS");
    }
    return labels;
  }

  private static ObjectNode json(FoundLabel label) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("Name", label.name())
            .put("Confidence", (float) label.confidence());
    ArrayNode instances = json.putArray("Instances");
    for (Instance found : label.instances()) {
      ObjectNode instance = instances.addObject();
      instance.set("BoundingBox", Boxes.json(found.box()));
      instance.put("Confidence", (float) found.confidence());
    }
    named(json, "Parents", label.parents());
    named(json, "Aliases", label.aliases());
    named(json, "Categories", List.of(label.category()));
    return json;
  }

  private static void named(ObjectNode json, String list, List<String> names) {
    ArrayNode array = json.putArray(list);
    names.forEach(name -> array.addObject().put("Name", name));
  }
}
