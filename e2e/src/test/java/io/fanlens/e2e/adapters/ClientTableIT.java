package io.fanlens.e2e.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.access.ApiClient;
import io.fanlens.access.CallCount;
import io.fanlens.access.CallLimit;
import io.fanlens.access.CallLimits;
import io.fanlens.access.CallTaken;
import io.fanlens.access.CountTable.Step;
import io.fanlens.access.Counted;
import io.fanlens.access.MemoryCountTable;
import io.fanlens.aws.DynamoDbClientTable;
import io.fanlens.aws.DynamoDbCountTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients and their limits on a real DynamoDB engine. */
class ClientTableIT {

  private static final String TABLE = "clients";
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
  private static final int STEPS = 1_000;

  private static DynamoDbEngine engine;
  private static DynamoDbClientTable clients;
  private static DynamoDbCountTable counts;

  @BeforeAll
  static void start() {
    engine = new DynamoDbEngine(TABLE, "id", DynamoDbClientTable.BY_NAME, "name");
    clients = new DynamoDbClientTable(engine.client(), TABLE);
    counts = new DynamoDbCountTable(engine.client(), TABLE);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void shouldKeepAClientThroughItsLife() throws Exception {
    ApiClient client = client("FLAAAAAAAAAAAAAAAAAA", new CallLimit(10, 0));
    assertTrue(clients.create(client));
    assertFalse(clients.create(client), "the key is taken");
    assertEquals(Optional.of(client), clients.get(client.keyId()));
    assertTrue(clients.list().contains(client));

    assertTrue(clients.limit(client.keyId(), new CallLimit(0, 20)));
    assertEquals(new CallLimit(0, 20), clients.get(client.keyId()).orElseThrow().limit());
    assertTrue(clients.limit(client.keyId(), CallLimit.NONE));
    assertTrue(clients.limit(client.keyId(), new CallLimit(3, 4)));
    assertEquals(new CallLimit(3, 4), clients.get(client.keyId()).orElseThrow().limit());
    assertEquals(Optional.of(2), clients.rotate(client.keyId(), "other"));
    assertTrue(clients.enable(client.keyId(), false));
    ApiClient changed = clients.get(client.keyId()).orElseThrow();
    assertEquals("other", changed.master());
    assertFalse(changed.enabled());

    assertTrue(clients.remove(client.keyId()));
    assertFalse(clients.remove(client.keyId()));
    assertFalse(clients.enable(client.keyId(), true));
    assertFalse(clients.limit(client.keyId(), CallLimit.NONE));
    assertEquals(Optional.empty(), clients.rotate(client.keyId(), "other"));
    assertEquals(Optional.empty(), clients.get(client.keyId()));
  }

  @Test
  void shouldCountAsInMemory() throws Exception {
    Random random = new Random(20_261_128);
    List<Step> steps = List.of(Step.values());
    for (int caller = 0; caller < 2; caller++) {
      CallLimit limit = new CallLimit(6, 40);
      MemoryCountTable memory = new MemoryCountTable(limit, () -> {});
      Counted who = caller == 0 ? counted("FLBBBBBBBBBBBBBBBBBB", limit) : anonymous(limit);
      LocalDate day = LocalDate.of(2026, 3, 20);
      for (int i = 0; i < STEPS; i++) {
        if (random.nextInt(8) == 0) {
          day = day.plusDays(random.nextInt(-1, 4));
        }
        if (random.nextInt(6) == 0) {
          memory.giveBack(who, day);
          counts.giveBack(who, day);
          continue;
        }
        Step step = steps.get(random.nextInt(steps.size()));
        String what = "step %d of %s: %s on %s".formatted(i, who, step, day);
        var expected = memory.add(who, step, day);
        var met = counts.add(who, step, day);
        assertEquals(expected.counted(), met.counted(), what);
        assertEquals(expected.count(), met.count(), what);
        assertEquals(expected.limit(), met.limit(), what);
      }
    }
  }

  @Test
  void shouldAllowExactlyTheLimitUnderABurst() throws Exception {
    Counted who = counted("FLCCCCCCCCCCCCCCCCCC", new CallLimit(25, 100));
    CallLimits limits = new CallLimits(counts, () -> NOW);
    List<Callable<CallTaken>> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      calls.add(() -> limits.take(who));
    }
    int allowed = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<CallTaken> call : threads.invokeAll(calls)) {
        allowed += call.get() instanceof CallTaken.Yes ? 1 : 0;
      }
    }
    assertEquals(25, allowed);
    ApiClient counted = clients.get("FLCCCCCCCCCCCCCCCCCC").orElseThrow();
    assertEquals(new CallCount(LocalDate.of(2026, 3, 31), 25, 25), counted.counted());
  }

  @Test
  void shouldSeeTheStateOfAClientInTheSameWrite() throws Exception {
    String keyId = "FLDDDDDDDDDDDDDDDDDD";
    Counted who = counted(keyId, CallLimit.NONE);
    CallLimits limits = new CallLimits(counts, () -> NOW);
    assertInstanceOf(CallTaken.Yes.class, limits.take(who));
    clients.enable(keyId, false);
    assertInstanceOf(CallTaken.NotAllowed.class, limits.take(who));
    clients.enable(keyId, true);
    clients.rotate(keyId, "m");
    assertInstanceOf(CallTaken.Rotated.class, limits.take(who));
    clients.remove(keyId);
    assertInstanceOf(CallTaken.NotAllowed.class, limits.take(who));
  }

  private static Counted anonymous(CallLimit limit) {
    return new Counted.Anonymous("192.0.2.1", limit);
  }

  private static Counted counted(String keyId, CallLimit limit) throws Exception {
    clients.create(client(keyId, limit));
    return new Counted.Client(keyId, 1);
  }

  private static ApiClient client(String keyId, CallLimit limit) {
    return ApiClient.created(keyId, "shop", "abcdef01", limit, NOW);
  }
}
