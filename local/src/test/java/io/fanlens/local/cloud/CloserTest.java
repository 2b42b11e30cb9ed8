package io.fanlens.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CloserTest {
  private final List<String> closed = new ArrayList<>();
  private final Closer closing = new Closer();

  @Test
  void shouldCloseTheLastFirstAndOnce() {
    closing.add(() -> closed.add("gateway"));
    closing.add(() -> closed.add("lambda"));

    closing.close();
    closing.close();

    assertEquals(List.of("lambda", "gateway"), closed);
  }

  @Test
  void shouldCloseTheOthersWhenOneFails() {
    closing.add(() -> closed.add("gateway"));
    closing.add(
        () -> {
          throw new IllegalArgumentException("stuck");
        });

    IllegalStateException e = assertThrows(IllegalStateException.class, closing::close);

    assertEquals(List.of("gateway"), closed);
    assertEquals("The local cloud did not stop whole: stuck", e.getMessage());
  }

  @Test
  void shouldCloseAtOnceWhatStartsTooLate() {
    closing.close();

    assertThrows(IllegalStateException.class, () -> closing.add(() -> closed.add("late")));

    assertEquals(List.of("late"), closed);
  }
}
