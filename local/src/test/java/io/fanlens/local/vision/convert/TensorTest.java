package io.fanlens.local.vision.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTest {

  @Test
  void shouldReorderDimensions() {
    Tensor tensor = new Tensor(List.of(2, 1, 3), new float[] {1, 2, 3, 4, 5, 6});

    Tensor moved = tensor.transposed(2, 0, 1);

    assertEquals(List.of(3, 2, 1), moved.shape());
    assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, moved.values());
  }

  @Test
  void shouldComeBackFromFourDimensions() {
    float[] values = new float[2 * 3 * 4 * 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    Tensor tensor = new Tensor(List.of(2, 3, 4, 5), values);

    Tensor moved = tensor.transposed(3, 2, 0, 1);

    assertEquals(List.of(5, 4, 2, 3), moved.shape());
    // element 4, 3, 1, 2 was element 1, 2, 3, 4
    assertEquals(values.length - 1, moved.values()[values.length - 1]);
    assertEquals(60, moved.values()[3]);
    assertArrayEquals(values, moved.transposed(2, 3, 1, 0).values());
  }

  @Test
  void shouldRefuseAnotherCountOfValues() {
    assertThrows(
        IllegalArgumentException.class, () -> new Tensor(List.of(2, 2), new float[] {1, 2, 3}));
  }
}
