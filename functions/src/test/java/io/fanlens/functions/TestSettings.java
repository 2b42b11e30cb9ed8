package io.fanlens.functions;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.QuotaSettings;
import io.fanlens.settings.ResultSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.TargetSettings;
import io.fanlens.settings.Timings;
import java.util.List;
import java.util.Map;

/** One or two operations over two Regions. */
public final class TestSettings {

  private static final OperationSettings FACES =
      new OperationSettings(
          Operation.DETECT_FACES,
          Map.of(),
          List.of(
              new TargetSettings("eu-west-1", 100, 100),
              new TargetSettings("eu-central-1", 25, 25)));

  private static final OperationSettings COMPARISON =
      new OperationSettings(
          Operation.COMPARE_FACES,
          Map.of("sourceKey", "me.jpg"),
          List.of(new TargetSettings("eu-west-1", 100, 100)));

  static final Settings ONE_OPERATION = of(FACES);

  public static final Settings TWO_OPERATIONS = of(FACES, COMPARISON);

  private TestSettings() {}

  private static Settings of(OperationSettings... operations) {
    return new Settings(
        "eu-west-1",
        "rows",
        "https://sqs.eu-west-1.amazonaws.com/1/queue",
        "https://sqs.eu-west-1.amazonaws.com/1/dead",
        List.of(operations),
        List.of(),
        OperationsByPrefix.ALL,
        new QuotaSettings(QuotaChoice.RESERVE, "quota", 9, 0),
        5,
        50_000_000,
        new Timings(900, 100, 100, 100, 100, 5), // no limit that a busy machine could miss
        ResultSettings.PLAIN);
  }
}
