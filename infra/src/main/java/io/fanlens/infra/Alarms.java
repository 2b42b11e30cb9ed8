package io.fanlens.infra;

import io.fanlens.settings.OperationSettings;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.constructs.Construct;

/**
 * What somebody must look at: every target of an operation refuses us, so its pictures wait until
 * rights or opt-ins are mended. One refused message within five minutes is enough.
 */
final class Alarms extends Construct {

  /** Written by the function; see docs/quota.md, "Metrics". */
  private static final String NAMESPACE = "Fanlens";

  private static final String ALL_TARGETS_DENIED = "AllTargetsDenied";

  Alarms(Construct scope, String id, StackConfiguration configuration) {
    super(scope, id);
    for (OperationSettings configured : configuration.operations()) {
      String operation = configured.operation().apiName();
      Alarm.Builder.create(this, operation + ALL_TARGETS_DENIED)
          .alarmDescription(
              "Every Region refuses %s, so pictures wait. Check the role's rights, opt-in Regions and the roles of other accounts."
                  .formatted(operation))
          .metric(
              Metric.Builder.create()
                  .namespace(NAMESPACE)
                  .metricName(ALL_TARGETS_DENIED)
                  .dimensionsMap(Map.of("Operation", operation))
                  .statistic("Sum")
                  .period(Duration.minutes(5))
                  .build())
          .threshold(1)
          .evaluationPeriods(1)
          .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
          // The metric is written only when it happens.
          .treatMissingData(TreatMissingData.NOT_BREACHING)
          .build();
    }
  }
}
