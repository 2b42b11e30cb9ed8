package io.fanlens.infra.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.infra.TestStack;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DashboardTest {

  private final JsonNode widgets = widgets(TestStack.byDefault());

  @Test
  void shouldAnswerThreeQuestions() {
    List<String> titles =
        widgets.valueStream().map(widget -> widget.at("/properties/title").asText()).toList();
    assertTrue(titles.contains("Oldest message, seconds"), titles::toString);
    assertTrue(titles.contains("Today (UTC), US$"), titles::toString);
    assertTrue(titles.contains("DetectLabels: throttled calls by Region"), titles::toString);
  }

  @Test
  void shouldHaveALineForEachRegion() {
    JsonNode throttled = widget("DetectFaces: throttled calls by Region");
    assertEquals(4, throttled.at("/properties/metrics").size());
    assertTrue(throttled.toString().contains("\"Region\",\"us-west-1\",\"Stack\",\"Fanlens\""));
  }

  @Test
  void shouldPriceTheDaysPaidCalls() {
    JsonNode dollars = widget("Today (UTC), US$");
    assertTrue(
        dollars.toString().contains("FILL(m0, 0) * 0.001 + FILL(m1, 0) * 0.001"),
        dollars::toString);
    assertTrue(dollars.toString().contains("\"period\":86400"), dollars::toString);
  }

  @Test
  void shouldShowOtherAccountsRegionsByTheirOwnName() {
    assertTrue(
        widgets(TestStack.other()).toString().contains("\"second#eu-west-2\""),
        "as the function's metrics name them");
  }

  @Test
  void shouldShowOnlyMetricsThatTheFunctionWrites() {
    List<String> known =
        List.of(
            "Succeeded",
            "Failed",
            "Gone",
            "Later",
            "Errors",
            "HeadTime",
            "FetchTime",
            "ConvertTime",
            "StoreTime",
            "MessageAge",
            "Calls",
            "PaidCalls",
            "Throttled",
            "BreakerOpen",
            "CallTime");
    List<String> unknown =
        widgets.findValues("metrics").stream()
            .flatMap(JsonNode::valueStream)
            .filter(metric -> metric.path(0).asText().equals("Fanlens"))
            .map(metric -> metric.path(1).asText())
            .filter(name -> !known.contains(name))
            .toList();
    assertEquals(List.of(), unknown);
  }

  private JsonNode widget(String title) {
    return widgets
        .valueStream()
        .filter(each -> each.at("/properties/title").asText().equals(title))
        .findFirst()
        .orElseThrow();
  }

  /** The body is JSON in a text, joined from parts and tokens. */
  private static JsonNode widgets(TestStack stack) {
    JsonNode body =
        stack.only("AWS::CloudWatch::Dashboard").at("/Properties/DashboardBody/Fn::Join/1");
    String text =
        body.valueStream()
            .map(part -> part.isTextual() ? part.textValue() : "TOKEN")
            .collect(Collectors.joining());
    try {
      return new ObjectMapper().readTree(text).path("widgets");
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
