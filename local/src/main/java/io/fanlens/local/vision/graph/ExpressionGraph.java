package io.fanlens.local.vision.graph;

import io.fanlens.local.vision.convert.Tensor;
import java.util.Map;

/** Writes face-api's network for expressions: four blocks whose layers see all earlier ones. */
public final class ExpressionGraph {

  /** It sees a face of so many pixels in each direction. */
  public static final int SIDE = FaceLayers.SIDE;

  private static final int BLOCKS = 4;

  private final FaceLayers layers;

  private ExpressionGraph(Map<String, Tensor> weights) {
    layers = new FaceLayers(weights);
  }

  /**
   * The network; it returns seven probabilities: neutral, happy, sad, angry, afraid, disgusted,
   * surprised.
   */
  public static byte[] onnx(Map<String, Tensor> weights) {
    return new ExpressionGraph(weights).written();
  }

  private byte[] written() {
    String value = layers.input();
    for (int i = 0; i < BLOCKS; i++) {
      value = block(value, "dense" + i + "/conv", i == 0);
    }
    layers.output("expressions", layers.probabilities(layers.dense(layers.mean(value), "fc")));
    return layers.onnx();
  }

  private String block(String value, String name, boolean isFirst) {
    String sum =
        layers.relu(
            isFirst
                ? layers.convolved(value, name + "0", 2)
                : layers.separable(value, name + "0", 2));
    String in = sum;
    for (int i = 1; i < 4; i++) {
      sum = layers.sum(sum, layers.separable(in, name + i, 1));
      in = layers.relu(sum);
    }
    return in;
  }
}
