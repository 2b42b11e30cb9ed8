package io.fanlens.functions.api.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a call may wait for its start. */
final class PreferredWaitTest {

  private static Duration read(Duration longest, Map<String, List<String>> headers) {
    return new RequestReader("pictures", longest)
        .wait(
            new ApiRequest(
                "POST", "/", "", "/", "", headers, Map.of(), new byte[0], "192.0.2.1", "r-1"));
  }

  @ParameterizedTest(name = "{0}: {1} ms")
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=3 | 3000",
        "respond-async, wait=1; x | 1000",
        "wait=60 | 5000",
        "wait=0 | 200",
        "wait=-1 | 5000",
        "wait=1.5 | 5000",
        "wait=99999 | 5000",
        "return=minimal | 5000"
      })
  void shouldWaitForNoLongerThanTheClientPrefersNorThanTheStageAllows(String prefer, long millis) {
    assertEquals(
        Duration.ofMillis(millis),
        read(Duration.ofSeconds(5), Map.of("prefer", List.of(prefer))),
        "there must be time to look for a start");
  }

  @Test
  void shouldLetCallsLookForAStartWhereTheStageAllowsNoWait() {
    assertEquals(Duration.ofMillis(200), read(Duration.ZERO, Map.of()));
    assertEquals(Duration.ofMillis(200), read(Duration.ZERO, Map.of("prefer", List.of("wait=2"))));
  }
}
