package io.fanlens.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloserTest {
  private final List<String> closed = new ArrayList<>();
  private final Closer closer = new Closer();

  @Test
  void shouldCloseInReverseOrderAndOnce() {
    closer.add(() -> closed.add("gateway"));
    closer.add(() -> closed.add("lambda"));

    closer.close();
    closer.close();

    assertEquals(List.of("lambda", "gateway"), closed);
  }

  @Test
  void shouldCloseTheOthersWhenOneFails() {
    closer.add(() -> closed.add("gateway"));
    closer.add(
        () -> {
          throw new IllegalArgumentException("stuck");
        });

    IllegalStateException e = assertThrows(IllegalStateException.class, closer::close);

    assertEquals(List.of("gateway"), closed);
    assertEquals("The local cloud did not stop completely: stuck", e.getMessage());
  }

  @Test
  void shouldImmediatelyCloseWhatStartsTooLate() {
    closer.close();

    assertThrows(IllegalStateException.class, () -> closer.add(() -> closed.add("late")));

    assertEquals(List.of("late"), closed);
  }
}
