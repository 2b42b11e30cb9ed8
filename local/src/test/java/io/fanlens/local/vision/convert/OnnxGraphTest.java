package io.fanlens.local.vision.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.vision.onnx.OnnxNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written is run by onnxruntime. */
class OnnxGraphTest {

  @Test
  void shouldWriteConstantsAndOperators() {
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input("x", 1, 2);
    String matrix = graph.constant(new Tensor(List.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}));
    String product = graph.add("MatMul", List.of(x, matrix));
    graph.output("y", graph.add("Add", List.of(product, graph.constant(0.5f))));

    try (OnnxNetwork network = new OnnxNetwork("test", graph::bytes)) {
      assertArrayEquals(
          new float[] {41.5f, 52.5f, 63.5f}, network.run(new float[] {1, 10}, 1, 2), 1e-5f);
    }
  }

  @Test
  void shouldNameEachOutput() {
    OnnxGraph graph = new OnnxGraph();
    String x = graph.input("x", 4);
    List<String> halves =
        graph.add("Split", 2, List.of(x, graph.integers(1, 3)), Attribute.integer("axis", 0));
    graph.output("short", halves.getFirst());
    graph.output("long", halves.getLast());

    try (OnnxNetwork network = new OnnxNetwork("test", graph::bytes)) {
      Map<String, float[]> outputs = network.outputs(new float[] {1, 2, 3, 4}, 4);
      assertEquals(List.of("short", "long"), List.copyOf(outputs.keySet()));
      assertArrayEquals(new float[] {1}, outputs.get("short"));
      assertArrayEquals(new float[] {2, 3, 4}, outputs.get("long"));
    }
  }

  @Test
  void shouldWriteEachKindOfAttribute() {
    assertArrayEquals(
        new float[] {-0.5f, 4},
        ran(
            (graph, x) -> graph.add("LeakyRelu", List.of(x), Attribute.number("alpha", 0.25f)),
            new float[] {-2, 4},
            2));
    assertArrayEquals(
        new float[] {1, 3, 2, 4},
        ran(
            (graph, x) -> graph.add("Transpose", List.of(x), Attribute.integers("perm", 1, 0)),
            new float[] {1, 2, 3, 4},
            2,
            2));
    assertArrayEquals(
        new float[] {4, 4, 4, 4},
        ran(
            (graph, x) ->
                graph.add(
                    "MaxPool",
                    List.of(x),
                    Attribute.integers("kernel_shape", 3, 3),
                    Attribute.text("auto_pad", "SAME_UPPER")),
            new float[] {1, 2, 3, 4},
            1,
            1,
            2,
            2));
  }

  @Test
  void shouldLeaveOutAnInput() {
    assertArrayEquals(
        new float[] {-3, 1},
        ran(
            (graph, x) -> graph.add("Clip", List.of(x, "", graph.constant(1))),
            new float[] {-3, 4},
            2));
  }

  @Test
  void shouldLeaveASizeOpen() {
    OnnxGraph graph = new OnnxGraph();
    graph.output("y", graph.add("Neg", List.of(graph.input("x", 1, -1))));

    try (OnnxNetwork network = new OnnxNetwork("test", graph::bytes)) {
      assertArrayEquals(new float[] {-1, -2}, network.run(new float[] {1, 2}, 1, 2));
      assertArrayEquals(new float[] {-1, -2, -3}, network.run(new float[] {1, 2, 3}, 1, 3));
    }
  }

  /** Adds an operator on an input. */
  private interface Operator {
    String on(OnnxGraph graph, String input);
  }

  private static float[] ran(Operator operator, float[] values, long... shape) {
    OnnxGraph graph = new OnnxGraph();
    graph.output("y", operator.on(graph, graph.input("x", shape)));
    try (OnnxNetwork network = new OnnxNetwork("test", graph::bytes)) {
      return network.run(values, shape);
    }
  }
}
