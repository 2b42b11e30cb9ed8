package io.fanlens.e2e.adapters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.quota.CallCounts;
import io.fanlens.quota.MemoryQuotaTable;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TableUnavailableException;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The protocol's steps on a real DynamoDB engine mean what they mean in memory. */
class DynamoDbQuotaTableIT {

  private static final String TABLE = "quota";
  private static final int STEPS = 4_000;

  private static DynamoDbEngine engine;
  private static DynamoDbClient client;
  private static DynamoDbQuotaTable table;

  @BeforeAll
  static void start() {
    engine = new DynamoDbEngine(TABLE, DynamoDbQuotaTable.GROUP, DynamoDbQuotaTable.TARGET);
    client = engine.client();
    table = new DynamoDbQuotaTable(client, TABLE);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void shouldDoEveryStepAsItIsDoneInMemory() throws TableUnavailableException {
    RandomGenerator random = new Random(20_261_122);
    MemoryQuotaTable memory = new MemoryQuotaTable(InstantSource.system());
    List<Target> targets = List.of(Target.home("us-east-1"), Target.home("eu-west-1"));
    Map<String, Integer> applied = new HashMap<>();
    Map<String, Integer> refused = new HashMap<>();
    for (int i = 0; i < STEPS; i++) {
      Target target = targets.get(random.nextInt(targets.size()));
      QuotaStep step = QuotaSteps.random(random, memory.read("g").state(target));
      CallCounts counts = QuotaSteps.counts(random);
      StepResult expected = memory.apply("g", target, step, counts);
      assertEquals(
          expected,
          table.apply("g", target, step, counts),
          "step %d: %s %s".formatted(i, step, counts));
      (expected.applied() ? applied : refused)
          .merge(step.getClass().getSimpleName(), 1, Integer::sum);
      if (i % 100 == 0) {
        assertEquals(memory.read("g").states(), table.read("g").states());
      }
    }
    assertEquals(memory.read("g").states(), table.read("g").states());
    int kinds = QuotaStep.class.getPermittedSubclasses().length;
    assertEquals(kinds, applied.size(), "applied: " + applied);
    assertEquals(kinds, refused.size(), "refused: " + refused);
  }

  @Test
  void shouldReserveEachTimeOnceHoweverManyReserve() throws Exception {
    Target target = Target.home("us-west-2");
    long start = 1_000_000_000L;
    table.apply("h", target, new QuotaStep.Restart(start, start, 10));
    int reservations = 200;
    List<Long> bases = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<StepResult> reservation =
          () -> table.apply("h", target, new QuotaStep.Append(start, 2 * start, 10));
      List<Callable<StepResult>> all = Collections.nCopies(reservations, reservation);
      for (Future<StepResult> result : threads.invokeAll(all)) {
        assertTrue(result.get().applied());
        bases.add(result.get().before().tat());
      }
    }
    assertEquals(reservations, bases.stream().distinct().count(), "no start time is given twice");
    assertEquals(start + 10L * (reservations + 1), table.read("h").state(target).tat());
  }

  /** A version that does not count has reserved before, and goes on beside this one. */
  @Test
  void shouldCountBesideAVersionThatDoesNot() throws TableUnavailableException {
    Target target = Target.home("sa-east-1");
    reserveWithoutCounting(target, 1_000);
    assertEquals(CallCounts.NONE, table.read("o").state(target).counts());
    table.apply("o", target, new QuotaStep.Append(0, 5_000, 10), new CallCounts(3, 0, 2));
    reserveWithoutCounting(target, 1_000);
    StepResult next =
        table.apply("o", target, new QuotaStep.Append(0, 5_000, 10), new CallCounts(2, 1, 0));
    assertEquals(new CallCounts(3, 0, 2), next.before().counts());
    TargetState item = table.read("o").state(target);
    assertEquals(new CallCounts(5, 1, 2), item.counts());
    assertEquals(2_020, item.tat());
  }

  private static void reserveWithoutCounting(Target target, long length) {
    client.updateItem(
        request ->
            request
                .tableName(TABLE)
                .key(
                    Map.of(
                        DynamoDbQuotaTable.GROUP, AttributeValue.fromS("o"),
                        DynamoDbQuotaTable.TARGET, AttributeValue.fromS(target.key())))
                .updateExpression("SET tat = if_not_exists(tat, :none) + :length")
                .expressionAttributeValues(
                    Map.of(
                        ":none", AttributeValue.fromN("0"),
                        ":length", AttributeValue.fromN(Long.toString(length)))));
  }

  @Test
  void shouldReportTheTablesOwnClock() throws TableUnavailableException {
    long before = Instant.now().getEpochSecond();
    QuotaView view = table.read("nothing");
    assertTrue(view.states().isEmpty());
    assertTrue(view.tableSecond().isPresent());
    long second = view.tableSecond().getAsLong();
    long after = Instant.now().getEpochSecond();
    assertTrue(second >= before - 1 && second <= after + 1, view::toString);
  }

  @Test
  void shouldReportThatTheTableIsUnavailable() {
    DynamoDbQuotaTable missing = new DynamoDbQuotaTable(client, "no-such-table");
    assertThrows(TableUnavailableException.class, () -> missing.read("g"));
    assertThrows(
        TableUnavailableException.class,
        () -> missing.apply("g", Target.home("us-east-1"), new QuotaStep.Open(1, 1)));
  }
}
