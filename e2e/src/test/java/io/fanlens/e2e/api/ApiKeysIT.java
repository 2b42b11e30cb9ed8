package io.fanlens.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.CommandLines;
import io.fanlens.e2e.FunctionLogs;
import io.fanlens.e2e.PipelinePictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys that {@code ./fanlens clients} gives out, and what honest and other calls with them meet.
 */
class ApiKeysIT implements RepeatedCalls, HostileRequests {

  private static final int UNAUTHORIZED = 401;

  @TempDir static Path directory;
  private static ApiCloud api;

  @BeforeAll
  static void start() {
    api = ApiCloud.start(ApiCloud.options(directory).processes(2));
  }

  @AfterAll
  static void stop() {
    api.close();
    assertTellsNothing(FunctionLogs.lines(directory));
  }

  /** Of all that was sent to it by then. */
  private static void assertTellsNothing(List<String> log) {
    assertFalse(log.isEmpty());
    List<String> traces =
        new ArrayList<>(List.of("\tat ", "\\tat ", "\"ERROR\"", "AWS4-HMAC-SHA256", "Basic "));
    for (ApiKey key : api.keys()) {
      traces.add(key.id());
      traces.add(key.secret());
    }
    for (String line : log) {
      for (String trace : traces) {
        assertFalse(line.contains(trace), line);
      }
    }
  }

  @Override
  public ApiCloud api() {
    return api;
  }

  @Test
  void shouldObeyWhoeverRunsTheDeployment() throws Exception {
    // A JVM may say something of its own before the first.
    List<String> added =
        printed("clients list", "clients add shop --per-day 2 --json", "clients list");
    JsonNode json = new ObjectMapper().readTree(added.get(1));
    ApiKey key =
        new ApiKey(json.path("AccessKeyId").asText(), json.path("SecretAccessKey").asText());
    assertEquals(api.url().toString(), json.path("Endpoint").asText());
    assertTrue(added.get(2).contains(key.id()), added::toString);
    assertFalse(added.get(2).contains(key.secret()), "a secret is shown once");
    assertEquals(200, status(key));

    List<String> changed =
        printed(
            "clients list",
            "clients limit shop --per-day 1 --per-month 9",
            "clients list --json",
            "clients rotate shop --json");
    assertEquals(
        "Client shop: 1 calls a day, 9 a month (UTC).\n", changed.get(1), changed::toString);
    JsonNode listed = new ObjectMapper().readTree(changed.get(2));
    JsonNode shop =
        listed
            .valueStream()
            .filter(each -> each.path("name").asText().equals("shop"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, shop.path("callsToday").asInt(), listed::toString);
    assertEquals(9, shop.path("perMonth").asInt(), listed::toString);
    ApiKey rotated =
        new ApiKey(
            key.id(), new ObjectMapper().readTree(changed.get(3)).path("SecretAccessKey").asText());
    assertEquals(UNAUTHORIZED, status(key), "the old secret");
    assertEquals(429, status(rotated), "the limit was lowered");

    printed("clients limit shop --per-day 0", "clients disable shop");
    assertEquals(UNAUTHORIZED, status(rotated));
    printed("clients enable shop");
    assertEquals(200, status(rotated));
    printed("clients remove shop");
    assertEquals(UNAUTHORIZED, status(rotated));
  }

  /** Of two functions, with the same layers and fewer processes than the stack allows. */
  @Test
  void shouldSayOnceWhatTheLocalCloudDoesNotEmulate() {
    List<String> sentences = api.pipeline().cloud().notEmulated();

    assertEquals(List.copyOf(new LinkedHashSet<>(sentences)), sentences);
    assertEquals(
        1,
        sentences.stream().filter(each -> each.startsWith("This machine runs at most 2 ")).count());
  }

  private static int status(ApiKey key) {
    return new PlainCalls(api, key).post("DetectFaces", PipelinePictures.face()).statusCode();
  }

  private static List<String> printed(String... commands) throws Exception {
    return CommandLines.printed(
        api.pipeline(),
        directory,
        Arrays.stream(commands)
            .map(command -> command + " --stack " + ApiCloud.STACK)
            .toArray(String[]::new));
  }
}
