package io.fanlens.operations.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.access.ApiClient;
import io.fanlens.access.CallCount;
import io.fanlens.access.CallLimit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientTextTest {

  private static final Instant NOW = Instant.parse("2026-11-28T06:00:00Z");
  private static final String KEY = "FL0123456789ABCDEFGH";

  /** Yesterday's calls are none of today's, but the same month's. */
  @Test
  void shouldCountCallsOfTodayAndThisMonthOnly() {
    List<ApiClient> clients =
        List.of(
            client("of today", LocalDate.parse("2026-11-28"), new CallLimit(1_000, 0)),
            client("of yesterday", LocalDate.parse("2026-11-27"), new CallLimit(0, 5_000)),
            client("of october", LocalDate.parse("2026-10-31"), CallLimit.NONE));

    assertEquals(
        """
        CLIENT        KEY                   STATE    TODAY  A DAY  MONTH  A MONTH
        of today      FL0123456789ABCDEFGH  enabled     12  1,000     34      any
        of yesterday  FL0123456789ABCDEFGH  enabled      0    any     34    5,000
        of october    FL0123456789ABCDEFGH  enabled      0    any      0      any
        """,
        String.join("\n", ClientText.table(clients, NOW, 100)) + "\n");
  }

  @Test
  void shouldSayHowToAddTheFirst() {
    assertTrue(ClientText.table(List.of(), NOW, 100).getFirst().contains("clients add NAME"));
  }

  /** A {@code credential_process} of the AWS CLI takes it as it is. */
  @Test
  void shouldPrintAKeyAsAmazonsOwnToolsDo() throws Exception {
    JsonNode json =
        JsonMapper.builder()
            .build()
            .readTree(ClientText.json(new NewKey("shop", KEY, "secret"), "https://api/prod/"));

    assertEquals(1, json.path("Version").asInt());
    assertEquals(KEY, json.path("AccessKeyId").asText());
    assertEquals("secret", json.path("SecretAccessKey").asText());
    assertEquals("https://api/prod/", json.path("Endpoint").asText());
  }

  @Test
  void shouldListAsJson() throws Exception {
    JsonNode one =
        JsonMapper.builder()
            .build()
            .readTree(
                ClientText.json(
                    List.of(client("shop", LocalDate.parse("2026-11-28"), new CallLimit(9, 0))),
                    NOW))
            .path(0);

    assertEquals("shop", one.path("name").asText());
    assertEquals(12, one.path("callsToday").asInt());
    assertEquals(9, one.path("perDay").asInt());
    assertTrue(one.path("perMonth").isNull());
    assertEquals(34, one.path("callsThisMonth").asInt());
  }

  private static ApiClient client(String name, LocalDate day, CallLimit limit) {
    return new ApiClient(KEY, name, true, 1, "0a1b2c3d", limit, NOW, new CallCount(day, 12, 34));
  }
}
