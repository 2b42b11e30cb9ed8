package io.fanlens.stage.capacity;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.RekognitionRegion;
import io.fanlens.settings.TargetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Stages for tests. */
public final class Stages {

  public static final AccountFacts UNKNOWN = AccountFacts.none("no credentials");

  public static final OperationSettings FACES =
      OperationSettings.ofDefaults(Operation.DETECT_FACES, Map.of(), "us-east-1");
  static final OperationSettings LABELS =
      OperationSettings.ofDefaults(Operation.DETECT_LABELS, Map.of(), "us-east-1");

  private Stages() {}

  /** The stage of the unchanged cdk.json. */
  public static Stage usual() {
    return of(QuotaChoice.RESERVE, 15, FACES, LABELS);
  }

  public static Stage of(QuotaChoice choice, int concurrency, OperationSettings... operations) {
    return new Stage(
        "test",
        "us-east-1",
        List.of(operations),
        OperationsByPrefix.ALL,
        choice,
        2048,
        10,
        concurrency,
        true,
        0,
        Stage.Events.NONE);
  }

  /** The same with something else. */
  public static Stage with(Stage stage, int maxCallsPerDay, Stage.Events events) {
    return new Stage(
        stage.name(),
        stage.homeRegion(),
        stage.operations(),
        stage.operationsByPrefix(),
        stage.choice(),
        stage.memoryMb(),
        stage.batchSize(),
        stage.maximumConcurrency(),
        stage.concurrencyDerived(),
        maxCallsPerDay,
        events);
  }

  public static OperationSettings faces(TargetSettings... targets) {
    return new OperationSettings(Operation.DETECT_FACES, Map.of(), List.of(targets));
  }

  /** 3 Regions of 100 and 15 of 25, as {@code bench quota --case 3x100+15x25}. */
  public static OperationSettings everyRegion() {
    List<TargetSettings> targets = new ArrayList<>();
    for (RekognitionRegion region : RekognitionRegion.values()) {
      targets.add(TargetSettings.ofDefaults(Operation.DETECT_FACES, region));
    }
    return new OperationSettings(Operation.DETECT_FACES, Map.of(), targets);
  }

  public static AccountFacts account(int concurrency, Map<AccountFacts.Key, Double> quotas) {
    return new AccountFacts(quotas, OptionalInt.of(concurrency), "read");
  }
}
