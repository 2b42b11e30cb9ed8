package io.fanlens.operations.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.result.PictureVersion;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SequencersTest {

  @Test
  void shouldOrderTheLowestBelowEveryRealOne() {
    for (String real : new String[] {"0000000000000001", "0055AED6DCD90281E5", "1"}) {
      assertTrue(rank(Sequencers.LOWEST).compareTo(rank(real)) < 0, real);
    }
  }

  @Test
  void shouldOrderTheNextBetweenOneAndEveryLaterRealOne() {
    String row = rank("0055AED6DCD90281E5");
    String next = Sequencers.justAfter(row);
    assertTrue(next.compareTo(row) > 0);
    assertEquals(next, rank(next), "the pipeline reads it as it was written");
    for (String later : new String[] {"0055AED6DCD90281E6", "0055aed6dcd90281e501", "01"}) {
      assertTrue(next.compareTo(rank(later)) < 0, later);
    }
  }

  @Test
  void shouldContinueFromItsOwn() {
    assertEquals("0".repeat(31) + "1", Sequencers.justAfter(Sequencers.LOWEST));
    assertEquals("0".repeat(30) + "10", Sequencers.justAfter("0".repeat(31) + "F"));
  }

  private static String rank(String sequencer) {
    return new PictureVersion("b", "k", sequencer, "e", Optional.empty(), 1, Instant.EPOCH)
        .sequencer();
  }
}
