package io.fanlens.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  @Test
  void shouldBeLoggedWithoutTheTextsOfOthers() {
    Outcome failed = new Outcome.Failed("BAD_REFERENCE", "no reference picture 'faces/anna.jpg'");
    assertEquals("Failed[errorCode=BAD_REFERENCE]", failed.loggedAs());
    String rejected = new Outcome.Rejected("TOO_SMALL").loggedAs();
    assertTrue(rejected.contains("TOO_SMALL"), rejected);
  }

  @Test
  void shouldLeaveAMessageInTheQueueOnlyWhileWorkIsOwed() {
    assertTrue(new Outcome.Done("us-east-1", 1).settled());
    assertTrue(new Outcome.Rejected("TOO_SMALL").settled());
    assertTrue(new Outcome.Gone("removed").settled());
    assertFalse(new Outcome.Later("BUSY", Duration.ZERO).settled());
    assertFalse(new Outcome.Failed("UNEXPECTED", "unknown").settled());
  }
}
