package io.fanlens.stage.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.AccountFacts;
import io.fanlens.stage.capacity.Demand;
import io.fanlens.stage.capacity.Drain;
import io.fanlens.stage.capacity.FunctionCapacity;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.Stages;
import io.fanlens.stage.capacity.TableLoad;
import io.fanlens.stage.capacity.TargetRate;
import io.fanlens.stage.capacity.ThroughputLimit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {

  @Test
  void shouldAddUpTheQuotasOfTheHomeGeography() {
    Plan plan = plan(Stages.of(QuotaChoice.RESERVE, 23, Stages.FACES), 0);

    OperationRate faces = plan.operations().getFirst();
    assertEquals(250, faces.sum()); // 100 + 25 + 25 + 100
    assertEquals(248.75, faces.reserved(), 1e-9); // x 0.995
    assertEquals(250, faces.drawn(), 1e-9); // weights are the quotas
    assertEquals(248.75, plan.reached(), 1e-9);
  }

  @Test
  void shouldBeLimitedByTheSlowestOperation() {
    Plan plan = plan(Stages.usual(), 0);

    assertEquals(109.45, plan.reached(), 1e-9); // (50 + 5 + 5 + 50) x 0.995
    assertEquals("DetectLabels", plan.limits().getFirst().name());
  }

  @Test
  void shouldLimitARandomChoiceByTheTargetThatIsOverloadedFirst() {
    // The two-Region rule: half of the calls to a Region of 25 make 50 of 125.
    Stage stage =
        Stages.of(
            QuotaChoice.DRAW,
            1000,
            Stages.faces(
                new TargetSettings("us-east-1", 100, 50), new TargetSettings("us-east-2", 25, 50)));

    Plan plan = plan(stage, 0);

    assertEquals(50, plan.operations().getFirst().drawn(), 1e-9);
    assertEquals(124.375, plan.operations().getFirst().reserved(), 1e-9);
    assertEquals(50, plan.reached(), 1e-9);
  }

  @Test
  void shouldNotCountFallbacks() {
    Stage stage =
        Stages.of(
            QuotaChoice.RESERVE,
            23,
            Stages.faces(
                new TargetSettings("us-east-1", 100, 1), new TargetSettings("us-west-2", 100, 0)));

    assertEquals(99.5, plan(stage, 0).reached(), 1e-9);
    assertEquals(100, plan(stage, 0).operations().getFirst().drawn(), 1e-9);
  }

  @Test
  void shouldUseTheQuotaThatTheAccountReallyHas() {
    AccountFacts account =
        Stages.account(
            1000,
            Map.of(
                new AccountFacts.Key(Operation.DETECT_FACES, "us-east-1"), 40.0,
                new AccountFacts.Key(Operation.DETECT_FACES, "us-west-2"), 500.0));

    OperationRate faces =
        Planner.plan(Stages.usual(), Demand.DEFAULTS, account).operations().getFirst();

    // The lower of the quota and cdk.json.
    assertEquals(40 + 25 + 25 + 100, faces.sum());
    assertEquals(TargetRate.Origin.ACCOUNT, faces.targets().getFirst().origin());
    assertEquals(TargetRate.Origin.DEFAULT, faces.targets().get(1).origin());
  }

  @Test
  void shouldBeLimitedByAnAccountWithLittleConcurrency() {
    Plan plan = Planner.plan(Stages.usual(), Demand.DEFAULTS, Stages.account(10, Map.of()));

    // 10 functions x 10 messages / (2 x 0.38 + 0.36 s)
    assertEquals(89.29, plan.reached(), 0.01);
    assertEquals(ThroughputLimit.Kind.ACCOUNT_CONCURRENCY, plan.limits().getFirst().kind());
    assertEquals(10, plan.functions().concurrency());
  }

  @Test
  void shouldNotBeLimitedByADerivedConcurrency() {
    // 60.7 batches were derived for 675 calls a second.
    Plan plan = plan(Stages.of(QuotaChoice.RESERVE, 61, Stages.everyRegion()), 0);

    assertEquals(ThroughputLimit.Kind.QUOTA, plan.limits().getFirst().kind());
    assertEquals(671.625, plan.reached(), 1e-9);
  }

  @Test
  void shouldDrainABurstAsTheSimulationDoes() {
    // bench quota --case 3x100+15x25:ramp: 40,500 pictures, 60 s x 1.073 = 64.4 s; 1% off.
    Plan plan =
        Planner.plan(
            Stages.of(QuotaChoice.RESERVE, 61, Stages.everyRegion()),
            new Demand(0, 40_500, 1, 2, 3),
            Stages.UNKNOWN);

    assertEquals(65.1, plan.drain().seconds(), 0.1);
    assertEquals(60.3, plan.drain().idealSeconds(), 0.1);
  }

  @Test
  void shouldDrainASmallBurstWhileTheFunctionScales() {
    Drain drain =
        Drain.of(
            100,
            671.6,
            FunctionCapacity.of(
                Stages.of(QuotaChoice.RESERVE, 61, Stages.everyRegion()), Stages.UNKNOWN));

    // 67.6 pictures a second at first, 67.6 more each second: 100 after 1 s.
    assertEquals(0.99 + 0.74, drain.seconds(), 0.02);
  }

  @Test
  void shouldCountTheTablesAsTheSimulationDoes() {
    TableLoad load = plan(Stages.of(QuotaChoice.RESERVE, 61, Stages.everyRegion()), 0).tables();

    // bench scale: 246 writes a second, one group.
    assertEquals(246, load.quotaWrites(), 5);
    assertEquals(load.quotaWrites(), load.hottestPartition());
    // A claim, and a row of 0.8 + 3 x 2.1 KB.
    assertEquals(671.625 * (1 + 8), load.resultUnits(), 1e-6);
  }

  @Test
  void shouldNotCountAQuotaTableThatIsNotUsed() {
    Plan plan = plan(Stages.of(QuotaChoice.DRAW, 15, Stages.FACES), 0);

    assertEquals(0, plan.tables().quotaWrites());
  }

  @Test
  void shouldFindTheIncreaseThatGivesMost() {
    Plan plan = plan(Stages.usual(), 0);

    Increase first = plan.increases().getFirst();
    assertEquals(1, plan.increases().size());
    assertEquals("DetectLabels in us-east-1", first.what());
    assertEquals(50, first.from());
    // Up to the limit of DetectFaces; the concurrency is derived and grows with the quotas.
    assertEquals(50 + 250 - 110, first.to());
    assertEquals(248.75, first.picturesPerSecond(), 1e-9);
  }

  @Test
  void shouldFindAllIncreasesThatADemandNeeds() {
    Plan plan = plan(Stages.usual(), 300);

    assertEquals(
        List.of("DetectLabels in us-east-1", "DetectFaces in us-east-1"),
        plan.increases().stream().map(Increase::what).toList());
    assertEquals(Math.ceil(50 + 300 / 0.995 - 110), plan.increases().getFirst().to());
    assertEquals(300, plan.increases().getLast().picturesPerSecond());
  }

  @Test
  void shouldIncreaseAConcurrencyThatIsSetTooLow() {
    Stage usual = Stages.usual();
    Stage stage =
        new Stage(
            "test",
            "us-east-1",
            usual.operations(),
            OperationsByPrefix.ALL,
            usual.choice(),
            2048,
            10,
            5,
            false,
            0,
            Stage.Events.NONE);

    Plan plan = plan(stage, 100);

    // 5 x 10 / 1.12 s = 44.6 pictures a second; 100 need 112 messages in flight.
    assertEquals(44.64, plan.reached(), 0.01);
    assertEquals(
        List.of("maximumConcurrency"), plan.increases().stream().map(Increase::what).toList());
    assertEquals(12, plan.increases().getFirst().to());
  }

  @Test
  void shouldNeedNoIncreaseWhenTheDemandIsMet() {
    Plan plan = plan(Stages.usual(), 100);

    assertEquals(List.of(), plan.increases());
  }

  @Test
  void shouldIncreaseEachTargetThatARandomChoiceOverloads() {
    Plan plan = plan(Stages.of(QuotaChoice.DRAW, 1000, Stages.FACES), 500);

    assertEquals(
        List.of(200.0, 50.0, 50.0, 200.0), plan.increases().stream().map(Increase::to).toList());
  }

  @Test
  void shouldListTheRegionsOutsideTheGeography() {
    assertEquals(List.of(), plan(Stages.usual(), 0).outsideGeography());
    Stage abroad =
        Stages.of(
            QuotaChoice.RESERVE,
            15,
            Stages.faces(
                new TargetSettings("us-west-2", 100, 1),
                new TargetSettings("eu-west-1", 100, 1),
                new TargetSettings("ca-central-1", 25, 1)));
    assertEquals(List.of("ca-central-1", "eu-west-1"), plan(abroad, 0).outsideGeography());
  }

  @Test
  void shouldCountEveryTargetAsOutsideAGeographyWithoutRekognition() {
    Stage africa =
        new Stage(
            "test",
            "af-south-1",
            List.of(Stages.faces(new TargetSettings("eu-west-1", 100, 1))),
            OperationsByPrefix.ALL,
            QuotaChoice.RESERVE,
            2048,
            10,
            9,
            true,
            0,
            Stage.Events.NONE);
    assertEquals(List.of("eu-west-1"), plan(africa, 0).outsideGeography());
  }

  private static Plan plan(Stage stage, double picturesPerSecond) {
    Demand demand = new Demand(picturesPerSecond, 100_000, 1_000_000, 2, 3);
    return Planner.plan(stage, demand, Stages.UNKNOWN);
  }
}
