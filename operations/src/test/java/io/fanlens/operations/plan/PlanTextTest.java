package io.fanlens.operations.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.Demand;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.Stages;
import io.fanlens.stage.plan.Plan;
import io.fanlens.stage.plan.Planner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTextTest {

  @Test
  void shouldWarnOfTooLittleConcurrency() {
    String text =
        PlanText.of(Planner.plan(Stages.usual(), Demand.DEFAULTS, Stages.account(10, Map.of())));

    assertTrue(text.contains("below maximumConcurrency"), text);
  }

  @Test
  void shouldSayWhenNothingNeedsToBeRaised() {
    String text = PlanText.of(plan(Stages.usual(), 100, Stages.UNKNOWN));

    assertTrue(text.contains("Raise first: nothing; you need 100"), text);
  }

  @Test
  void shouldFitOneScreen() {
    String text = PlanText.of(plan(Stages.usual(), 0, Stages.UNKNOWN));

    assertTrue(text.lines().count() <= 48, () -> text);
    assertEquals(List.of(), text.lines().filter(line -> line.length() > 100).toList());
  }

  @Test
  void shouldExplainItsCountsWherePrefixesHaveFewerOperations() {
    Stage usual = Stages.usual();
    Stage stage =
        new Stage(
            "test",
            "us-east-1",
            usual.operations(),
            new OperationsByPrefix(
                Map.of(
                    "", List.of(Operation.DETECT_LABELS),
                    "a/", List.of(Operation.DETECT_FACES))),
            usual.choice(),
            2048,
            10,
            15,
            true,
            0,
            Stage.Events.NONE);

    String text = PlanText.of(plan(stage, 0, Stages.UNKNOWN)).replaceAll("\\s+", " ");

    assertTrue(text.contains("as if every picture went through all 2 operations"), () -> text);
    assertFalse(PlanText.of(plan(usual, 0, Stages.UNKNOWN)).contains("as if every picture"));
  }

  @Test
  void shouldMarkTheRateThatTheWeightsSendToATarget() {
    Stage stage =
        Stages.of(
            QuotaChoice.RESERVE,
            15,
            Stages.faces(
                new TargetSettings("us-east-1", 100, 50), new TargetSettings("us-east-2", 25, 50)));

    String text = PlanText.of(plan(stage, 100, Stages.UNKNOWN));

    // 50 calls a second each: half of the first one's quota, twice the second one's.
    assertTrue(text.contains("50%  ==============|===============\n"), () -> text);
    assertTrue(
        text.contains("50%  ========       |\n") || text.contains("50%  ========      |\n"),
        () -> text);
  }

  @Test
  void shouldWarnWhereTheAccountHasLessThanTheConfigurationAssumes() {
    AccountFacts account =
        Stages.account(
            1000,
            Map.of(
                new AccountFacts.Key(Operation.DETECT_FACES, "us-east-1"), 40.0,
                new AccountFacts.Key(Operation.DETECT_FACES, "us-west-2"), 500.0));

    String text = PlanText.of(plan(Stages.usual(), 0, account));

    assertTrue(text.contains("! cdk.json assumes 100: calls will be throttled"), () -> text);
    assertTrue(text.contains("+ cdk.json uses only 100 of them"), () -> text);
  }

  @Test
  void shouldAdviseToWarmATableUnderTooHighALoad() {
    Stage stage = Stages.of(QuotaChoice.RESERVE, 61, Stages.everyRegion());

    String text = PlanText.of(plan(stage, 0, Stages.UNKNOWN));

    // 671.6 x 9 write units
    assertTrue(text.contains("6,045 write units/s of the 4,000 of a new table: warm it"), text);
    assertTrue(text.contains("WriteUnitsPerSecond=7000"), text);
  }

  /** Amazon SQS receives no more once 120,000 messages wait to become visible again. */
  @Test
  void shouldWarnWhereABurstFillsTheQueuesMessagesInFlight() {
    String warning = "! more of it may wait than the 120,000 messages";
    Stage limited = Stages.with(Stages.usual(), 100_000, Stage.Events.NONE);

    assertTrue(burst(limited, 200_000).contains(warning), () -> burst(limited, 200_000));
    assertFalse(burst(limited, 150_000).contains(warning), () -> burst(limited, 150_000));
    assertFalse(burst(Stages.usual(), 1_000_000).contains(warning));
    Stage crowded = Stages.of(QuotaChoice.RESERVE, 200, Stages.FACES);
    assertTrue(burst(crowded, 1_000_000).contains(warning), "functions that only requeue");
    assertFalse(burst(crowded, 100_000).contains(warning));
  }

  private static String burst(Stage stage, long pictures) {
    return PlanText.of(
        Planner.plan(stage, new Demand(0, pictures, 1_000_000, 2, 3), Stages.UNKNOWN));
  }

  @Test
  void shouldNameTheGeographiesThatPicturesLeaveFor() {
    Stage stage =
        Stages.of(
            QuotaChoice.RESERVE,
            15,
            Stages.faces(
                new TargetSettings("us-east-1", 100, 1), new TargetSettings("eu-west-1", 100, 1)));

    String text = PlanText.of(plan(stage, 0, Stages.UNKNOWN));

    assertTrue(text.contains("! pictures leave the geography of us-east-1, to: eu-west-1"), text);
  }

  @Test
  void shouldWriteEverythingAsJson() throws Exception {
    AccountFacts account =
        Stages.account(10, Map.of(new AccountFacts.Key(Operation.DETECT_FACES, "us-east-1"), 40.0));

    JsonNode json = new ObjectMapper().readTree(PlanJson.of(plan(Stages.usual(), 300, account)));

    assertEquals(40, json.at("/account/quotas/DetectFaces us-east-1").asInt());
    assertEquals(10, json.at("/functions/accountConcurrency").asInt());
    assertEquals("DetectFaces", json.at("/operations/0/operation").asText());
    assertEquals("ACCOUNT", json.at("/operations/0/targets/0/origin").asText());
    assertTrue(json.at("/reached").asDouble() > 0);
    assertTrue(json.at("/increases").size() > 0);
    assertTrue(json.at("/cost/processing").size() > 5);
  }

  private static Plan plan(Stage stage, double picturesPerSecond, AccountFacts account) {
    return Planner.plan(stage, new Demand(picturesPerSecond, 100_000, 1_000_000, 2, 3), account);
  }
}
