package io.fanlens.e2e.adapters;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.access.AnswerClaim;
import io.fanlens.access.AnswerClaim.AnotherCall;
import io.fanlens.access.AnswerClaim.Answered;
import io.fanlens.access.AnswerClaim.Ours;
import io.fanlens.access.AnswerClaim.Running;
import io.fanlens.access.AnswerKey;
import io.fanlens.access.AnswerTable.Claim;
import io.fanlens.access.MemoryAnswerTable;
import io.fanlens.aws.DynamoDbAnswerTable;
import io.fanlens.aws.DynamoDbClientTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Answers kept by idempotency keys, on a real DynamoDB engine. */
class AnswerTableIT {

  private static final String TABLE = "clients";
  private static final String CLIENT = "FLAAAAAAAAAAAAAAAAAA";
  private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
  private static final Instant TOMORROW = NOW.plus(1, ChronoUnit.DAYS);

  /** Of DynamoDB's 400 KB for an item, as much as is ever kept of an answer. */
  private static final int LARGEST = 400_000;

  private static DynamoDbEngine engine;
  private static DynamoDbAnswerTable answers;

  @BeforeAll
  static void start() {
    engine = new DynamoDbEngine(TABLE, "id", DynamoDbClientTable.BY_NAME, "name");
    answers = new DynamoDbAnswerTable(engine.client(), TABLE);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void shouldKeepALargeAnswerForADay() throws Exception {
    AnswerKey key = AnswerKey.of(CLIENT, "order 1");
    byte[] answer = new byte[LARGEST];
    new Random(1).nextBytes(answer);

    assertInstanceOf(Ours.class, answers.claim(key, claim("a"), NOW));
    assertTrue(answers.keep(key, "a", answer, TOMORROW));

    AnswerClaim met = answers.claim(key, claim("b"), TOMORROW.minusSeconds(1));
    assertArrayEquals(answer, assertInstanceOf(Answered.class, met).answer());
    assertInstanceOf(Ours.class, answers.claim(key, claim("b"), TOMORROW));
    assertEquals(List.of(), new DynamoDbClientTable(engine.client(), TABLE).list());
  }

  @Test
  void shouldLetOneOfManyCallAtOnce() throws Exception {
    AnswerKey key = AnswerKey.of(CLIENT, "order 2");
    List<Callable<AnswerClaim>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Claim claim = claim("owner " + i);
      calls.add(() -> answers.claim(key, claim, NOW));
    }
    int ours = 0;
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (Future<AnswerClaim> call : threads.invokeAll(calls)) {
        switch (call.get()) {
          case Ours mine -> ours++;
          case Running running -> assertEquals(claim("").until(), running.until());
          default -> throw new AssertionError(call.get());
        }
      }
    }
    assertEquals(1, ours);
  }

  @Test
  void shouldFreeTheKeyOfAnOwnerThatWasKilled() throws Exception {
    AnswerKey key = AnswerKey.of(CLIENT, "order 3");
    Instant over = claim("").until().plusMillis(1);
    answers.claim(key, claim("killed"), NOW);

    assertInstanceOf(Running.class, answers.claim(key, claim("b"), claim("").until()));
    assertInstanceOf(
        AnotherCall.class, answers.claim(key, new Claim("other", "c", over), over), "of that call");
    assertInstanceOf(
        Ours.class, answers.claim(key, new Claim("call", "b", over.plusSeconds(30)), over));
    assertFalse(answers.keep(key, "killed", new byte[1], TOMORROW), "it is the other's now");
    answers.release(key, "killed", over);
    assertInstanceOf(Running.class, answers.claim(key, claim("d"), over));
  }

  @Test
  void shouldDoAsInMemory() throws Exception {
    Random random = new Random(20_261_128);
    MemoryAnswerTable memory = new MemoryAnswerTable();
    Instant now = NOW;
    byte content = 0;
    for (int i = 0; i < 2_000; i++) {
      now = now.plusSeconds(random.nextInt(20) == 0 ? 20_000 : random.nextInt(10));
      AnswerKey key = AnswerKey.of(CLIENT, "history " + random.nextInt(3));
      String owner = "owner " + random.nextInt(4);
      String what = "step " + i;
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          Claim claim = new Claim("call " + random.nextInt(2), owner, now.plusSeconds(29));
          assertEquals(
              said(memory.claim(key, claim, now)), said(answers.claim(key, claim, now)), what);
        }
        case 2 -> {
          byte[] answer = {content++};
          Instant end = now.plus(1, ChronoUnit.DAYS);
          assertEquals(
              memory.keep(key, owner, answer, end), answers.keep(key, owner, answer, end), what);
        }
        default -> {
          memory.release(key, owner, now);
          answers.release(key, owner, now);
        }
      }
    }
  }

  private static String said(AnswerClaim claim) {
    return claim instanceof Answered answered
        ? "answered " + answered.answer()[0]
        : claim.toString();
  }

  private static Claim claim(String owner) {
    return new Claim("call", owner, NOW.plusSeconds(29));
  }
}
