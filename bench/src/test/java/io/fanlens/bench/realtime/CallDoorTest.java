package io.fanlens.bench.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.bench.simulation.PoolNames;
import io.fanlens.bench.simulation.Scenario;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CallDoorTest {

  /** One call, and then none for a quarter of an hour. */
  private static final String POOL = "1x0.001";

  private static final Duration LEAST = Duration.ofMillis(700);

  @Test
  void shouldAnswerWhileThereIsQuotaAndRefuseThen() throws Exception {
    Scenario scenario = Scenario.healthy(POOL, PoolNames.parse(POOL), 0, 1, 1);
    try (CallDoor door = CallDoor.drawing(scenario, LEAST);
        HttpClient client = HttpClient.newHttpClient()) {
      long begin = System.nanoTime();
      assertEquals(200, status(client, door.uri()));
      assertTrue(System.nanoTime() - begin >= LEAST.toNanos(), "no answer before its time");
      assertEquals(429, status(client, door.uri()));
    }
  }

  private static int status(HttpClient client, URI door) throws Exception {
    HttpRequest call =
        HttpRequest.newBuilder(door.resolve("v1/DetectFaces"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_000]))
            .build();
    return client.send(call, BodyHandlers.discarding()).statusCode();
  }
}
