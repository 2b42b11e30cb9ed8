package io.fanlens.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.functions.FakeAwsEndpoint.Call;
import io.fanlens.functions.Priming.Step;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrimingStepsTest {

  /** Each service's action, by the prefix of its steps' names. */
  private static final Map<String, String> ACTIONS =
      Map.of(
          "S3", "/pictures/",
          "SQS", "AmazonSQS.",
          "the row of", "DynamoDB_20120810.PutItem",
          "the quota of", "DynamoDB_20120810.Query",
          "DetectFaces at home#eu-west-1", "RekognitionService.DetectFaces",
          "CompareFaces at home#eu-west-1", "RekognitionService.CompareFaces");

  private FakeAwsEndpoint aws;

  @BeforeEach
  void start() throws IOException {
    aws =
        new FakeAwsEndpoint()
            .answer("GET /pictures/", FakeAwsEndpoint.NOT_FOUND)
            .answer("HEAD /pictures/", FakeAwsEndpoint.NOT_FOUND)
            .answer("DynamoDB_20120810.UpdateItem", 400, refused("ConditionalCheckFailedException"))
            .answer("DynamoDB_20120810.PutItem", 400, refused("ConditionalCheckFailedException"))
            .answer("RekognitionService.", 400, refused("ValidationException"));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void shouldUseEveryServiceRegionAndOperation() {
    assertEquals(List.of(), failed());
    for (String action : ACTIONS.values()) {
      assertFalse(aws.calls(action).isEmpty(), () -> action + " in " + aws.calls);
    }
    Set<String> regions = new TreeSet<>();
    aws.calls("Rekognition").forEach(call -> regions.add(call.region()));
    assertEquals(Set.of("eu-central-1", "eu-west-1"), regions);
  }

  @Test
  void shouldChangeNothingAndSendNoPicture() {
    assertEquals(List.of(), failed());
    for (Call write : aws.calls("Item")) {
      assertTrue(write.body().contains("ConditionExpression"), write::toString);
    }
    for (Call row : aws.calls("DynamoDB_20120810.PutItem")) {
      assertTrue(row.body().contains("claim.#token = :token"), row::toString);
    }
    for (Call call : aws.calls("RekognitionService.")) {
      assertTrue(call.body().contains("\"Bytes\":\"\""), call::toString);
    }
    assertEquals(List.of(), aws.calls("SendMessage"));
    assertEquals(List.of(), aws.calls("PUT /"));
    assertEquals(List.of(), aws.calls("DELETE /"));
  }

  /** Status 0 closes the connection. */
  @ParameterizedTest
  @CsvSource({
    "S3, 0",
    "SQS, 0",
    "the row of, 0",
    "the quota of, 0",
    "DetectFaces at home#eu-west-1, 0",
    "CompareFaces at home#eu-west-1, 0",
    "S3, 403",
    "SQS, 403",
    "the row of, 400",
    "the quota of, 400"
  })
  void shouldPrimeAllOthersWhenOneFails(String step, int status) {
    aws.answer(ACTIONS.get(step), status, refused("AccessDeniedException"));
    aws.answer("GET " + ACTIONS.get(step), status, refused("AccessDenied"));
    List<String> failed = failed();
    assertFalse(failed.isEmpty());
    assertTrue(
        failed.stream().allMatch(name -> name.startsWith(step.replaceAll(" at .*", ""))),
        failed::toString);
  }

  @Test
  void shouldAcceptAnyErrorOfRekognition() {
    aws.answer("RekognitionService.", 400, refused("AccessDeniedException"));
    assertEquals(List.of(), failed());
  }

  @Test
  void shouldFailNoLocalStepWhenAllServicesAreUnavailable() {
    aws.close();
    List<String> own = List.of("a message", "the metrics");
    List<String> failed = failed();
    assertTrue(failed.size() >= 8, failed::toString);
    assertTrue(failed.stream().noneMatch(own::contains), failed::toString);
  }

  private List<String> failed() {
    Start start = new Start(TestSettings.TWO_OPERATIONS, "stack", "pictures");
    try (Wiring wiring = Wiring.of(TestSettings.TWO_OPERATIONS, "stack")) {
      List<Step> steps = new ArrayList<>(start.steps(wiring));
      return new Priming(Duration.ofMinutes(5), Duration.ofMinutes(10)).run(steps);
    }
  }

  private static String refused(String code) {
    return "{\"__type\": \"%s\", \"message\": \"no\"}".formatted(code);
  }
}
