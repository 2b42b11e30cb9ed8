package io.fanlens.infra.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.infra.TestStack;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.TargetSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.assertions.Template;

class AlarmsTest {

  private final TestStack stack = TestStack.byDefault();
  private final Template template = stack.template();

  @Test
  void shouldWatchTheQueuesTheFunctionAndEachOperation() {
    assertEquals(
        List.of(
            "BrokenConversions",
            "DeadLetters",
            "DetectFacesAllTargetsDenied",
            "DetectFacesBreakerOpen",
            "DetectFacesQuotaUse",
            "DetectFacesThrottled",
            "DetectLabelsAllTargetsDenied",
            "DetectLabelsBreakerOpen",
            "DetectLabelsQuotaUse",
            "DetectLabelsThrottled",
            "EventDeadLetters",
            "FunctionErrors",
            "OldestMessage"),
        List.copyOf(names(stack)));
  }

  @Test
  void shouldWatchTheSpendingStopOnlyWhenThereIsOne() {
    assertTrue(names(TestStack.other()).contains("DetectFacesSpendingStop"));
    assertTrue(!names(stack).toString().contains("SpendingStop"));
    assertTrue(!names(TestStack.other()).contains("EventDeadLetters"), "it publishes no events");
  }

  @Test
  void shouldAlarmWhenEveryTargetOfAnOperationDeniesAccess() {
    for (String operation : List.of("DetectFaces", "DetectLabels")) {
      template.hasResourceProperties(
          "AWS::CloudWatch::Alarm",
          Map.of(
              "Namespace", "Fanlens",
              "MetricName", "AllTargetsDenied",
              "Dimensions",
                  List.of(
                      Map.of("Name", "Operation", "Value", operation),
                      Map.of("Name", "Stack", "Value", "Fanlens")),
              "Statistic", "Sum",
              "Threshold", 1,
              "ComparisonOperator", "GreaterThanOrEqualToThreshold",
              "TreatMissingData", "notBreaching"));
    }
  }

  /** Amazon SQS's own age leaves out what was received three times. */
  @Test
  void shouldAlarmAtTheAgeOfMessagesHoweverOftenTheyWereReceived() {
    JsonNode alarm = alarm("OldestMessage");
    assertEquals(
        Set.of("MessageAge", "ApproximateAgeOfOldestMessage"),
        Set.copyOf(alarm.findValuesAsText("MetricName")));
    assertEquals(3_600, alarm.path("Threshold").asInt());
    // It lasts from one receive of a waiting message to the next.
    assertEquals(1, alarm.path("DatapointsToAlarm").asInt());
    assertEquals(14, alarm.path("EvaluationPeriods").asInt());
    assertEquals("GreaterThanOrEqualToThreshold", alarm.path("ComparisonOperator").asText());
  }

  @Test
  void shouldAlarmWhenAConversionFailedBeforeTheSnapshot() {
    JsonNode alarm = alarm("BrokenConversions");
    assertEquals("BrokenConversions", alarm.path("MetricName").asText());
    assertEquals("Fanlens", alarm.at("/Dimensions/0/Value").asText());
    assertEquals(1, alarm.path("Threshold").asInt());
    assertEquals(1, alarm.path("EvaluationPeriods").asInt());
  }

  @Test
  void shouldAlarmWhenACircuitBreakerIsOpenForAQuarterOfAnHour() {
    JsonNode alarm = alarm("DetectFacesBreakerOpen");
    assertEquals("Maximum", alarm.path("Statistic").asText());
    assertEquals(15 * 60, alarm.path("Period").asInt() * alarm.path("EvaluationPeriods").asInt());
  }

  @Test
  void shouldNotAlarmAtOneFailureOfAFew() {
    JsonNode errors = alarm("FunctionErrors");
    assertTrue(
        errors.toString().contains("IF(invocations >= 20, 100 * errors / invocations, 0)"),
        errors::toString);
    assertEquals("GreaterThanThreshold", errors.path("ComparisonOperator").asText());
    assertEquals(5, errors.path("Threshold").asInt());
    JsonNode throttled = alarm("DetectFacesThrottled");
    assertTrue(
        throttled.toString().contains("IF(calls >= 100, 100 * throttled / calls, 0)"),
        throttled::toString);
  }

  @Test
  void shouldAlarmWhenNearlyAllQuotaIsUsedForHalfAnHour() {
    JsonNode alarm = alarm("DetectFacesQuotaUse");
    assertTrue(
        alarm.toString().contains("100 * calls / 75000"), // 250 calls a second for 5 minutes
        alarm::toString);
    assertEquals(90, alarm.path("Threshold").asInt());
    assertEquals(6, alarm.path("EvaluationPeriods").asInt());
  }

  @Test
  void shouldNotCountAFallbackInTheQuotaUse() {
    assertEquals(
        "100 * calls / 30000",
        Metrics.quotaUse(
            "calls",
            new OperationSettings(
                Operation.DETECT_FACES,
                Map.of(),
                List.of(
                    new TargetSettings("us-east-1", 100, 1),
                    new TargetSettings("us-west-2", 100, 0))),
            Duration.minutes(5)));
  }

  @Test
  void shouldNotifyTheTopicOfAlarmAndRecovery() {
    for (String id : stack.logicalIds("AWS::CloudWatch::Alarm")) {
      JsonNode alarm = stack.tree().path("Resources").path(id).path("Properties");
      String topic = stack.logicalIds("AWS::SNS::Topic").getFirst();
      assertEquals(topic, alarm.at("/AlarmActions/0/Ref").textValue(), id);
      assertEquals(topic, alarm.at("/OKActions/0/Ref").textValue(), id);
    }
  }

  @Test
  void shouldSayWhatToDo() {
    for (String id : stack.logicalIds("AWS::CloudWatch::Alarm")) {
      String said =
          stack.tree().path("Resources").path(id).at("/Properties/AlarmDescription").asText();
      assertTrue(
          said.length() > 80 && (said.endsWith(".") || said.endsWith("?")), id + ": " + said);
    }
  }

  private JsonNode alarm(String name) {
    return stack.one("AWS::CloudWatch::Alarm", "Alarms" + name).path("Properties");
  }

  private static SortedSet<String> names(TestStack stack) {
    SortedSet<String> names = new TreeSet<>();
    for (String id : stack.logicalIds("AWS::CloudWatch::Alarm")) {
      names.add(id.replaceFirst("^Alarms", "").replaceFirst("[0-9A-F]{8}$", ""));
    }
    return names;
  }
}
