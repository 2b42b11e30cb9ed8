package io.fanlens.stage.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.Demand;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.Stages;
import io.fanlens.stage.plan.Planner;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostEstimatorTest {

  @Test
  void shouldFollowTheTiersOfRekognition() {
    assertEquals(1_000, analysis("us-east-1", 1e6), 1e-6);
    assertEquals(1_800, analysis("us-east-1", 2e6), 1e-6);
    // 1 million at 0.001, 4 at 0.0008, 30 at 0.0006, 5 at 0.00025
    assertEquals(1_000 + 3_200 + 18_000 + 1_250, analysis("us-east-1", 40e6), 1e-6);
    assertEquals(1_200, analysis("eu-central-1", 1e6), 1e-6);
    assertEquals(0, analysis("us-east-1", 0));
  }

  @Test
  void shouldCountTheTiersForEachRegion() {
    Stage oneRegion =
        Stages.of(QuotaChoice.RESERVE, 15, Stages.faces(new TargetSettings("us-east-1", 100, 1)));
    Stage twoRegions =
        Stages.of(
            QuotaChoice.RESERVE,
            15,
            Stages.faces(
                new TargetSettings("us-east-1", 100, 1), new TargetSettings("us-west-2", 100, 1)));

    assertEquals(1_800, item(month(oneRegion, 2_000_000, 2, 3), "Rekognition"), 1e-6);
    MonthlyCost distributed = month(twoRegions, 2_000_000, 2, 3);
    assertEquals(2_000, item(distributed, "Rekognition"), 1e-6);
    assertEquals(1_800, distributed.rekognitionAtHomeOnly(), 1e-6);
  }

  @Test
  void shouldCountOperationsOfAGroupTogether() {
    Stage stage =
        Stages.of(
            QuotaChoice.RESERVE,
            15,
            Stages.faces(new TargetSettings("us-east-1", 100, 1)),
            new OperationSettings(
                Operation.DETECT_TEXT, Map.of(), List.of(new TargetSettings("us-east-1", 50, 1))));

    assertEquals(1_800, item(month(stage, 1_000_000, 2, 3), "Rekognition"), 1e-6);
  }

  @Test
  void shouldBillLabelsWithImagePropertiesAsTwo() {
    Stage stage =
        Stages.of(
            QuotaChoice.RESERVE,
            15,
            new OperationSettings(
                Operation.DETECT_LABELS,
                Map.of("features", List.of("GENERAL_LABELS", "IMAGE_PROPERTIES")),
                List.of(new TargetSettings("us-east-1", 50, 1))));

    assertEquals(1_750, item(month(stage, 1_000_000, 2, 3), "Rekognition"), 1e-6);
  }

  @Test
  void shouldCountTheBytesThatLeaveTheRegionAsTheyTravel() {
    Stage stage =
        Stages.of(
            QuotaChoice.RESERVE,
            15,
            Stages.faces(
                new TargetSettings("us-east-1", 100, 1), new TargetSettings("us-west-2", 100, 1)));

    // Half of a million pictures of 3 MB, a third more as base64, at 0.02 a GB.
    assertEquals(40, item(month(stage, 1_000_000, 3, 3), "bytes to other Regions"), 1e-6);
    // What is sent is never over 5 MB.
    assertEquals(66.67, item(month(stage, 1_000_000, 12, 3), "bytes to other Regions"), 0.01);
  }

  @Test
  void shouldCountEveryMetricOfEveryTarget() {
    // 2 operations x (4 targets x 4 + 20) + 6 metrics at 0.30, 19 with alarms, a dashboard.
    assertEquals(
        78 * 0.30 + 19 * 0.10 + 3,
        item(month(Stages.usual(), 1_000_000, 2, 3), "metrics and alarms"),
        1e-9);
  }

  @Test
  void shouldBillTheFunctionForTheTimeThatMessagesAreInFlight() {
    MonthlyCost month = month(Stages.usual(), 1_000_000, 2, 3);
    CostItem lambda = find(month, "Lambda");

    // 15 functions for 109.45 pictures a second are 0.137 s each, at 2 GB; 0.1 invocations each.
    assertEquals(1e6 * 15 / 109.45 * 2 * 0.0000133334 + 0.02, lambda.inBursts(), 1e-6);
    assertEquals(1e6 * 0.76 * 2 * 0.0000133334 + 0.20, lambda.oneByOne(), 1e-6);
  }

  @Test
  void shouldPayForTheFacesOfACrowd() {
    // Claim and row of 0.8 + 30 x 2.1 KB; claim and row of labels of 5.3 KB.
    assertEquals(
        (1 + 64 + 1 + 6) * 0.625,
        item(month(Stages.usual(), 1_000_000, 2, 30), "DynamoDB results"),
        1e-9);
  }

  @Test
  void shouldCountEventsAndThePipe() {
    Stage results = Stages.with(Stages.usual(), 0, new Stage.Events(true, false));
    // Two results a picture: each is an event, and a record in the pipe.
    assertEquals(2 * 1.0 + 2 * 0.40, item(month(results, 1_000_000, 2, 3), "events"), 1e-9);
    // Faces of 0.8 + 40 x 2.1 KB take two records.
    assertEquals(2 * 1.0 + 3 * 0.40, item(month(results, 1_000_000, 2, 40), "events"), 1e-9);
  }

  @Test
  void shouldCountTheEventsOfAnExistingBucket() {
    Stage pictures = Stages.with(Stages.usual(), 0, new Stage.Events(false, true));
    assertEquals(1.0, item(month(pictures, 1_000_000, 2, 3), "events"), 1e-9);
    assertTrue(
        month(Stages.usual(), 1_000_000, 2, 3).processing().stream()
            .noneMatch(each -> each.name().equals("events")));
  }

  private static double analysis(String region, double calls) {
    return RekognitionPrice.month(RekognitionPrice.Group.ANALYSIS, region, calls);
  }

  private static MonthlyCost month(Stage stage, long pictures, double megabytes, int faces) {
    return Planner.plan(stage, new Demand(0, 1, pictures, megabytes, faces), Stages.UNKNOWN).cost();
  }

  private static double item(MonthlyCost month, String name) {
    return find(month, name).inBursts();
  }

  private static CostItem find(MonthlyCost month, String name) {
    return month.processing().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
  }
}
