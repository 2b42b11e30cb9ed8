package io.fanlens.e2e.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.aws.DynamoDbQuotaTable;
import io.fanlens.aws.DynamoDbSpendingTable;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.FunctionLogs;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.adapters.DynamoDbEngine;
import io.fanlens.local.rekognition.log.Call;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** At most so many paid calls a day, whoever asks and whatever waits. */
class SpendingStopIT {

  private static final int CALLS = 5;
  private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

  @TempDir static Path directory;

  @Test
  void shouldGiveManyProcessesNoMoreThanADayHas() throws Exception {
    try (DynamoDbEngine engine =
            new DynamoDbEngine("quota", DynamoDbQuotaTable.GROUP, DynamoDbQuotaTable.TARGET);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      DynamoDbSpendingTable table = new DynamoDbSpendingTable(engine.client(), "quota");
      assertEquals(3, table.take(TODAY.minusDays(1), 3, 100));
      List<Callable<Integer>> takers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        takers.add(
            () -> {
              int taken = 0;
              for (int lot = table.take(TODAY, 7, 100); lot > 0; lot = table.take(TODAY, 7, 100)) {
                taken += lot;
              }
              return taken;
            });
      }
      int taken = 0;
      for (Future<Integer> taker : threads.invokeAll(takers)) {
        taken += taker.get();
      }
      assertEquals(100, taken);
      assertEquals(0, table.take(TODAY, 1, 100));
      assertEquals(0, table.take(TODAY.minusDays(1), 1, 100), "a clock that is behind waits");
      assertEquals(100, table.take(TODAY.plusDays(1), 200, 100));
    }
  }

  @Test
  void shouldTakeBackCallsOfTheSameDayOnly() throws Exception {
    try (DynamoDbEngine engine =
        new DynamoDbEngine("quota", DynamoDbQuotaTable.GROUP, DynamoDbQuotaTable.TARGET)) {
      DynamoDbSpendingTable table = new DynamoDbSpendingTable(engine.client(), "quota");
      table.giveBack(TODAY, 1);
      assertEquals(7, table.take(TODAY, 7, 10));
      table.giveBack(TODAY.minusDays(1), 5);
      table.giveBack(TODAY, 8);
      assertEquals(3, table.take(TODAY, 9, 10), "neither yesterday's nor more than were taken");
      table.giveBack(TODAY, 4);
      assertEquals(4, table.take(TODAY, 9, 10));
    }
  }

  @Test
  void shouldLetPicturesWaitWhenTheDayIsSpent() {
    try (PipelineCloud cloud =
        new PipelineOptions(directory)
            .processes(2)
            .setting("quota.maxCallsPerDay", CALLS)
            .start()) {
      for (int i = 0; i < 8; i++) {
        cloud.upload("picture-" + i, PipelinePictures.face());
      }
      Eventually.until("the calls of the day", () -> paid(cloud) == CALLS);
      Eventually.until("the rest to be refused", SpendingStopIT::hasRefused);
      Eventually.until(
          "all claims to be released",
          () -> cloud.allRows().stream().noneMatch(SpendingStopIT::isClaimed));

      assertEquals(CALLS, paid(cloud));
      assertEquals(
          CALLS,
          cloud.allRows().stream()
              .filter(row -> row.containsKey("status"))
              .filter(row -> row.get("status").s().equals("SUCCEEDED"))
              .count());
      // What has a row is never given up: all others wait in the queue.
      assertEquals(0, cloud.queue().deadLetters());
    }
  }

  private static long paid(PipelineCloud cloud) {
    return cloud.calls().stream().filter(Call::isOk).count();
  }

  private static boolean isClaimed(Map<String, AttributeValue> row) {
    AttributeValue claim = row.get("claim");
    return claim != null && !claim.m().get("until").n().equals("0");
  }

  private static boolean hasRefused() {
    return FunctionLogs.lines(directory).stream().anyMatch(line -> line.contains("SPENDING_STOP"));
  }
}
