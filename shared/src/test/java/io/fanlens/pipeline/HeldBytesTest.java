package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.NoRoomException;
import io.fanlens.picture.PictureProblem;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldBytesTest {

  private final HeldBytes held = new HeldBytes(60_000, 100_000);

  @AfterEach
  void clearTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void shouldHoldNoMoreThanFitsAtOnce() throws Exception {
    HeldBytes.Lease most = held.take(60_000, Duration.ZERO);
    held.take(40_000, Duration.ZERO);
    assertNoRoom(1_000);
    most.close();
    most.close(); // frees nothing twice
    held.take(60_000, Duration.ZERO);
    assertNoRoom(1_000);
  }

  @Test
  void shouldRejectAFileThatNeverFits() {
    BadPictureException tooLarge =
        assertThrows(BadPictureException.class, () -> held.take(60_001, Duration.ZERO));
    assertEquals(PictureProblem.TOO_LARGE, tooLarge.problem());
  }

  @Test
  void shouldEndTheWaitOfAnInterruptedThreadAndLeaveItInterrupted() {
    Thread.currentThread().interrupt();
    assertNoRoom(1_000);
    assertTrue(Thread.interrupted(), "its message must end too");
  }

  @Test
  void shouldRefuseALimitThatOneFileCouldExceed() {
    assertThrows(IllegalArgumentException.class, () -> new HeldBytes(100_001, 100_000));
  }

  private void assertNoRoom(long bytes) {
    NoRoomException none =
        assertThrows(NoRoomException.class, () -> held.take(bytes, Duration.ZERO));
    assertEquals(NoRoomException.Wait.MEMORY, none.waitedFor());
  }
}
