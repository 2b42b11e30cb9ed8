package io.fanlens.functions.page.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallCount;
import io.fanlens.access.CallLimit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveAnswersTest {

  private Instant now = Instant.parse("2026-11-22T06:17:28Z");
  private final QuietSource source = new QuietSource();
  private final LiveAnswers live = new LiveAnswers(source, () -> now);

  @Test
  void shouldLeaveOutWhatTheStageDoesNotHave() throws Exception {
    assertEquals(
        "{\"at\":\"2026-11-22T06:17:28Z\",\"queue\":{\"waiting\":1,\"inFlight\":2,\"delayed\":3,\"deadLetters\":4},\"targets\":[],\"failed\":{\"today\":3,\"complete\":true,\"byCode\":{\"BROKEN\":2,\"TOO_SMALL\":1}}}",
        live.read().toString());
  }

  @Test
  void shouldReadTheQuotasEachTimeAndTheRestLessOften() throws Exception {
    for (int i = 0; i < 30; i++) {
      JsonNode unused = live.read();
      now = now.plusSeconds(1);
    }
    assertEquals(30, source.targets);
    assertEquals(15, source.queues);
    assertEquals(1, source.failures);
    now = now.plusSeconds(1);
    JsonNode unused = live.read();
    assertEquals(2, source.failures);
  }

  @Test
  void shouldNotKeepAValueForHoursWhenTheClockIsSetBack() throws Exception {
    JsonNode unused = live.read();
    now = now.minusSeconds(3_600);
    assertEquals(2, live.read().at("/queue/waiting").asInt());
  }

  @Test
  void shouldShowClientsWithoutTheirKeysAndWithTodaysCounts() throws Exception {
    LocalDate yesterday = LocalDate.parse("2026-11-21");
    source.spending = Optional.of(new LiveSource.Spending(7, 100));
    source.clients =
        Optional.of(
            List.of(
                client("partner", new CallLimit(10, 0), new CallCount(yesterday, 5, 50)),
                client("app", new CallLimit(0, 99), new CallCount(yesterday.plusDays(1), 4, 40))));

    JsonNode read = live.read();

    assertEquals(
        "{\"day\":\"2026-11-22\",\"used\":7,\"limit\":100}", read.path("spending").toString());
    assertEquals(
        "[{\"name\":\"app\",\"state\":\"enabled\",\"dayCount\":4,\"monthCount\":40,\"perMonth\":99},"
            + "{\"name\":\"partner\",\"state\":\"enabled\",\"dayCount\":0,\"perDay\":10,\"monthCount\":50}]",
        read.path("clients").toString());
    assertFalse(read.toString().contains(KEY));
  }

  private static final String KEY = "FL0123456789ABCDEFGH";

  private static ApiClient client(String name, CallLimit limit, CallCount counted) {
    return new ApiClient(KEY, name, true, 1, "master", limit, Instant.EPOCH, counted);
  }
}
