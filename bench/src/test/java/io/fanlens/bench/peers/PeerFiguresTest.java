package io.fanlens.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PeerFiguresTest {

  @Test
  void shouldTakeTheMedianOfEachFigure() {
    assertEquals(
        new PeerFigures(2, 2, 20, 1.5, 0.1, 8),
        PeerFigures.median(
            List.of(
                new PeerFigures(1, 3, 20, 1, 0.1, 9),
                new PeerFigures(2, 2, 10, 1.5, 0, 8),
                new PeerFigures(3, 1, 30, 2, 0.2, 7))));
  }

  @Test
  void shouldRefuseARunOfNothing() {
    Duration patience = Duration.ofMinutes(1);
    assertThrows(IllegalArgumentException.class, () -> new PeerSetup(0, 50, 4, patience));
    assertThrows(IllegalArgumentException.class, () -> new PeerSetup(10, 0, 4, patience));
  }
}
