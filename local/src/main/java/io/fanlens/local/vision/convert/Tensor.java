package io.fanlens.local.vision.convert;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers of a network with their shape; the last dimension varies fastest.
 *
 * @param values must not be modified
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Tensor(List<Integer> shape, float[] values) {

  public Tensor {
    shape = List.copyOf(shape);
    int count = shape.stream().reduce(1, Math::multiplyExact);
    if (count != values.length) {
      throw new IllegalArgumentException(
          "a tensor of the shape %s has %d values, not %d".formatted(shape, count, values.length));
    }
  }

  int size(int dimension) {
    return shape.get(dimension);
  }

  /** The same numbers in another order of dimensions: dimension i is the old {@code order[i]}. */
  public Tensor transposed(int... order) {
    int[] oldSteps = steps();
    int[] sizes = new int[order.length];
    int[] steps = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sizes[i] = shape.get(order[i]);
      steps[i] = oldSteps[order[i]];
    }
    float[] moved = new float[values.length];
    int[] place = new int[order.length];
    int from = 0;
    for (int to = 0; to < moved.length; to++) {
      moved[to] = values[from];
      for (int i = order.length - 1; i >= 0; i--) {
        from += steps[i];
        if (++place[i] < sizes[i]) {
          break;
        }
        from -= steps[i] * sizes[i];
        place[i] = 0;
      }
    }
    return new Tensor(Arrays.stream(sizes).boxed().toList(), moved);
  }

  /** The same numbers in the same order, under another shape. */
  public Tensor reshaped(Integer... sizes) {
    return new Tensor(List.of(sizes), values);
  }

  private int[] steps() {
    int[] steps = new int[shape.size()];
    int step = 1;
    for (int i = steps.length - 1; i >= 0; i--) {
      steps[i] = step;
      step *= shape.get(i);
    }
    return steps;
  }
}
