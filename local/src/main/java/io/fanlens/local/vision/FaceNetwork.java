package io.fanlens.local.vision;

import java.util.Arrays;
import java.util.Map;

/**
 * Runs dlib's face recognition ResNet: 150 x 150 px in, a descriptor of 128 numbers out, 29
 * convolutions with about 300 million multiplications. In plain Java, because its weights are in a
 * format of their own.
 */
final class FaceNetwork {

  static final int SIDE = 150;

  private static final float[] MEAN_RGB = {122.782f, 117.001f, 104.298f};

  private static final String[] BLOCKS = {
    "conv32_1",
    "conv32_2",
    "conv32_3",
    "conv64_down",
    "conv64_1",
    "conv64_2",
    "conv64_3",
    "conv128_down",
    "conv128_1",
    "conv128_2",
    "conv256_down",
    "conv256_1",
    "conv256_2",
    "conv256_down_out"
  };

  /** A square of values, row by row, with the channels of a position together. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tensor(int side, int channels, float[] values) {

    Tensor(int side, int channels) {
      this(side, channels, new float[side * side * channels]);
    }
  }

  private final Map<String, float[]> weights;

  FaceNetwork(Map<String, float[]> weights) {
    this.weights = weights;
  }

  /**
   * The descriptor of a face.
   *
   * @param rgb 150 x 150 x 3 values from 0 to 255
   */
  float[] run(float[] rgb) {
    Tensor picture = new Tensor(SIDE, 3);
    for (int i = 0; i < rgb.length; i++) {
      picture.values[i] = (rgb[i] - MEAN_RGB[i % 3]) / 255;
    }
    Tensor tensor = maxPool(convolved(picture, "conv32_down", 7, 2, 0, true));
    for (String block : BLOCKS) {
      tensor = block.contains("down") ? halved(tensor, block) : residual(tensor, block);
    }
    return descriptor(tensor);
  }

  private Tensor residual(Tensor in, String block) {
    Tensor out = convolved(in, block + "/conv1", 3, 1, 1, true);
    out = convolved(out, block + "/conv2", 3, 1, 1, false);
    return sum(out, in);
  }

  /** A block of half the size; its shortcut is average-pooled, missing channels are zero. */
  private Tensor halved(Tensor in, String block) {
    Tensor out = convolved(in, block + "/conv1", 3, 2, 0, true);
    out = convolved(out, block + "/conv2", 3, 1, 1, false);
    int side = in.side / 2;
    Tensor pooled = new Tensor(side, out.channels);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int c = 0; c < in.channels; c++) {
          int i = (2 * y * in.side + 2 * x) * in.channels + c;
          int below = i + in.side * in.channels;
          pooled.values[(y * side + x) * out.channels + c] =
              (in.values[i]
                      + in.values[i + in.channels]
                      + in.values[below]
                      + in.values[below + in.channels])
                  / 4;
        }
      }
    }
    return sum(out, pooled);
  }

  /** Sum and ReLU; the first may be smaller and is padded with zeros. */
  private static Tensor sum(Tensor added, Tensor to) {
    Tensor out = new Tensor(to.side, to.channels, to.values.clone());
    for (int y = 0; y < added.side; y++) {
      int row = added.side * added.channels;
      for (int i = 0; i < row; i++) {
        out.values[y * to.side * to.channels + i] += added.values[y * row + i];
      }
    }
    for (int i = 0; i < out.values.length; i++) {
      out.values[i] = Math.max(0, out.values[i]);
    }
    return out;
  }

  private Tensor convolved(
      Tensor in, String name, int kernel, int stride, int margin, boolean relu) {
    float[] filters = weights.get(name + "/conv/filters");
    float[] bias = weights.get(name + "/conv/bias");
    float[] scale = weights.get(name + "/scale/weights");
    float[] shift = weights.get(name + "/scale/biases");
    int channels = bias.length;
    int side = (in.side + 2 * margin - kernel) / stride + 1;
    Tensor out = new Tensor(side, channels);
    float[] place = new float[channels];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        System.arraycopy(bias, 0, place, 0, channels);
        addPlace(in, filters, kernel, y * stride - margin, x * stride - margin, place);
        for (int c = 0; c < channels; c++) {
          float value = place[c] * scale[c] + shift[c];
          out.values[(y * side + x) * channels + c] = relu ? Math.max(0, value) : value;
        }
      }
    }
    return out;
  }

  private static void addPlace(
      Tensor in, float[] filters, int kernel, int top, int left, float[] place) {
    int channels = place.length;
    for (int ky = Math.max(0, -top); ky < Math.min(kernel, in.side - top); ky++) {
      for (int kx = Math.max(0, -left); kx < Math.min(kernel, in.side - left); kx++) {
        int from = ((top + ky) * in.side + left + kx) * in.channels;
        int filter = (ky * kernel + kx) * in.channels * channels;
        for (int i = 0; i < in.channels; i++) {
          float value = in.values[from + i];
          if (value != 0) { // about half of them are zero after ReLU
            int base = filter + i * channels;
            for (int c = 0; c < channels; c++) {
              place[c] += value * filters[base + c];
            }
          }
        }
      }
    }
  }

  /** Max pooling over 3 x 3 with stride 2. */
  private static Tensor maxPool(Tensor in) {
    int side = (in.side - 3) / 2 + 1;
    Tensor out = new Tensor(side, in.channels);
    Arrays.fill(out.values, Float.NEGATIVE_INFINITY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int k = 0; k < 9; k++) {
          int from = ((2 * y + k / 3) * in.side + 2 * x + k % 3) * in.channels;
          int to = (y * side + x) * in.channels;
          for (int c = 0; c < in.channels; c++) {
            out.values[to + c] = Math.max(out.values[to + c], in.values[from + c]);
          }
        }
      }
    }
    return out;
  }

  private float[] descriptor(Tensor in) {
    float[] matrix = weights.get("fc");
    float[] descriptor = new float[matrix.length / in.channels];
    int places = in.side * in.side;
    for (int i = 0; i < in.values.length; i++) {
      float value = in.values[i] / places;
      int base = i % in.channels * descriptor.length;
      for (int n = 0; n < descriptor.length; n++) {
        descriptor[n] += value * matrix[base + n];
      }
    }
    return descriptor;
  }
}
