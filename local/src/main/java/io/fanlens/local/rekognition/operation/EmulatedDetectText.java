package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.vision.Point;
import io.fanlens.local.vision.text.TextLine;
import io.fanlens.local.vision.text.TextLine.Word;
import io.fanlens.settings.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * DetectText: all lines first, then their words, each word with the id of its line. A line has the
 * words that pass the filters.
 */
public final class EmulatedDetectText implements EmulatedOperation {

  private static final int MOST_WORDS = 100;

  @Override
  public Operation operation() {
    return Operation.DETECT_TEXT;
  }

  @Override
  public ObjectNode answer(JsonNode request, RequestPictures pictures)
      throws ServiceError, InterruptedException {
    TextFilters filters = TextFilters.read(request);
    return answer(filters.apply(pictures.text(request.get("Image"))));
  }

  static ObjectNode answer(List<TextLine> found) {
    List<TextLine> lines = firstWords(found);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode detections = answer.putArray("TextDetections");
    for (TextLine line : lines) {
      add(detections, "LINE", line.text(), line.confidence(), line.polygon());
    }
    for (int parent = 0; parent < lines.size(); parent++) {
      for (Word word : lines.get(parent).words()) {
        add(detections, "WORD", word.text(), word.confidence(), word.polygon())
            .put("ParentId", parent);
      }
    }
    return answer.put("TextModelVersion", "fanlens-local-1.0");
  }

  private static List<TextLine> firstWords(List<TextLine> lines) {
    List<TextLine> first = new ArrayList<>();
    int left = MOST_WORDS;
    for (TextLine line : lines) {
      if (left > 0) {
        first.add(new TextLine(line.words().subList(0, Math.min(left, line.words().size()))));
        left -= first.getLast().words().size();
      }
    }
    return first;
  }

  private static ObjectNode add(
      ArrayNode detections, String type, String text, double confidence, List<Point> polygon) {
    ObjectNode detection =
        JsonNodeFactory.instance
            .objectNode()
            .put("DetectedText", text)
            .put("Type", type)
            .put("Id", detections.size())
            .put("Confidence", (float) confidence);
    detection.set("Geometry", Polygons.geometry(polygon));
    detections.add(detection);
    return detection;
  }
}
