package io.fanlens.local.vision.graph;

import io.fanlens.local.vision.convert.Tensor;
import java.util.Map;

/** Writes face-api's network for age and gender, a small Xception. */
public final class AgeGraph {

  /** It sees a face of so many pixels in each direction. */
  public static final int SIDE = FaceLayers.SIDE;

  public static final String AGE = "age";

  /** Two probabilities: of a man, of a woman. */
  public static final String GENDER = "gender";

  private static final int MIDDLE_BLOCKS = 2;

  private final FaceLayers layers;

  private AgeGraph(Map<String, Tensor> weights) {
    layers = new FaceLayers(weights);
  }

  public static byte[] onnx(Map<String, Tensor> weights) {
    return new AgeGraph(weights).written();
  }

  private byte[] written() {
    String value = layers.relu(layers.convolved(layers.input(), "entry_flow/conv_in", 2));
    value = reduced(value, value, "entry_flow/reduction_block_0");
    value = reduced(value, layers.relu(value), "entry_flow/reduction_block_1");
    for (int i = 0; i < MIDDLE_BLOCKS; i++) {
      value = middle(value, "middle_flow/main_block_" + i);
    }
    value = reduced(value, layers.relu(value), "exit_flow/reduction_block");
    value = layers.relu(layers.separable(value, "exit_flow/separable_conv", 1));
    String mean = layers.mean(value);
    layers.output(AGE, layers.dense(mean, "fc/age"));
    layers.output(GENDER, layers.probabilities(layers.dense(mean, "fc/gender")));
    return layers.onnx();
  }

  private String reduced(String value, String first, String block) {
    String branch = layers.separable(first, block + "/separable_conv0", 1);
    branch = layers.separable(layers.relu(branch), block + "/separable_conv1", 1);
    return layers.sum(layers.halved(branch), layers.convolved(value, block + "/expansion_conv", 2));
  }

  private String middle(String value, String block) {
    String branch = value;
    for (int i = 0; i < 3; i++) {
      branch = layers.separable(layers.relu(branch), block + "/separable_conv" + i, 1);
    }
    return layers.sum(branch, value);
  }
}
