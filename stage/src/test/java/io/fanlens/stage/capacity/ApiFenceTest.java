package io.fanlens.stage.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ApiFenceTest {

  @Test
  void shouldHoldTheCallsInProgressAndThoseThatWait() {
    assertEquals(60, ApiFence.inProgress(100, 0));
    assertEquals(280, ApiFence.instances(50, 5));
    assertEquals(31, ApiFence.instances(50.9, 0));
  }

  @Test
  void shouldLeaveRoomInAnAccountAndNeverBeTooSmallToAnswer() {
    assertEquals(500, ApiFence.instances(960, 5));
    assertEquals(5, ApiFence.instances(1, 0));
  }
}
