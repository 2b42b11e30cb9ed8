package io.fanlens.local.vision.label;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.vision.convert.Attribute;
import io.fanlens.local.vision.convert.GraphModel;
import io.fanlens.local.vision.convert.OnnxGraph;
import java.util.ArrayList;
import java.util.List;

/** COCO-SSD in the ONNX format, without what TensorFlow.js does before and after it. */
final class ObjectGraph {

  static final String BOXES = "boxes";
  static final String SCORES = "scores";
  static final String FIXED_BOXES = "fixed boxes";

  private static final int PREDICTORS = 6;

  private ObjectGraph() {}

  static byte[] onnx() {
    JsonNode model = LabelWeights.model();
    OnnxGraph graph = new OnnxGraph();
    GraphModel converted = new GraphModel(graph, model, LabelWeights.packed(model));
    String square = graph.input("square", 1, 3, ObjectNetwork.SIDE, ObjectNetwork.SIDE);
    converted.begin("Preprocessor/sub", square);
    graph.output(BOXES, rows(graph, converted, "BoxEncodingPredictor", 4));
    String scores = rows(graph, converted, "ClassPredictor", 1 + ObjectNetwork.CLASSES);
    graph.output(SCORES, graph.add("Sigmoid", List.of(scores)));
    graph.output(FIXED_BOXES, graph.constant(converted.weights("Postprocessor/ExpandDims")));
    return graph.bytes();
  }

  /** What each predictor says of each of its boxes, as one row a box. */
  private static String rows(OnnxGraph graph, GraphModel model, String predictor, int columns) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < PREDICTORS; i++) {
      String map = model.value("BoxPredictor_%d/%s/BiasAdd".formatted(i, predictor));
      String channelsLast =
          graph.add("Transpose", List.of(map), Attribute.integers("perm", 0, 2, 3, 1));
      rows.add(graph.add("Reshape", List.of(channelsLast, graph.integers(1, -1, columns))));
    }
    return graph.add("Concat", rows, Attribute.integer("axis", 1));
  }
}
