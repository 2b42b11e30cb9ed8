package io.fanlens.infra;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

class AlarmsTest {

  private final Template template = TestStack.byDefault().template();

  @Test
  void shouldSpeakWhenEveryTargetOfAnOperationRefusesUs() {
    for (String operation : List.of("DetectFaces", "DetectLabels")) {
      template.hasResourceProperties(
          "AWS::CloudWatch::Alarm",
          Map.of(
              "Namespace", "Fanlens",
              "MetricName", "AllTargetsDenied",
              "Dimensions", List.of(Map.of("Name", "Operation", "Value", operation)),
              "Statistic", "Sum",
              "Threshold", 1,
              "ComparisonOperator", "GreaterThanOrEqualToThreshold",
              "TreatMissingData", "notBreaching"));
    }
  }
}
