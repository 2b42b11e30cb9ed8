package io.fanlens.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.functions.FakeAwsEndpoint;
import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.SnapStart;
import io.fanlens.functions.TestSettings;
import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API's function does before its first request. */
class ApiStartTest {

  private static final ApiSettings API =
      new ApiSettings("clients", "master", "pictures", 5_000, 0.8, List.of(), null);

  private FakeAwsEndpoint aws;

  @BeforeEach
  void start() throws Exception {
    aws =
        new FakeAwsEndpoint()
            .answer("DynamoDB_20120810.UpdateItem", 400, refused("ConditionalCheckFailedException"))
            .answer("RekognitionService.", 400, refused("ValidationException"));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  /** Else the first client's reservation misses its timeout, and goes past the shared quotas. */
  @Test
  void shouldReadTheQuotasWithoutASnapshot() {
    assertNotNull(ApiStart.of(environment("on-demand")).get());

    assertEquals(1, aws.calls("DynamoDB_20120810.Query").size());
    assertEquals(1, aws.calls.size(), aws.calls::toString);
  }

  @Test
  void shouldCallNothingBeforeTheHooksOfASnapshot() {
    assertNotNull(ApiStart.of(environment("snap-start")).get());

    assertEquals(List.of(), List.copyOf(aws.calls));
  }

  @Test
  void shouldPrimeEveryStepWithoutReadingTheMasterSecret() throws Exception {
    List<String> failed = new ArrayList<>();
    try (ApiParts parts = ApiParts.of(TestSettings.TWO_OPERATIONS, API, "stack")) {
      for (Step step : new ApiPriming(TestSettings.TWO_OPERATIONS, parts).steps()) {
        try {
          step.work().call();
        } catch (Exception e) {
          failed.add(step.name() + ": " + e);
        }
      }
    }
    assertEquals(List.of(), failed);
    assertFalse(aws.calls("DynamoDB_20120810.GetItem").isEmpty(), "the clients");
    assertEquals(2, aws.calls("DynamoDB_20120810.Query").size(), "the quotas of each operation");
    assertEquals(3, aws.calls("RekognitionService.").size(), "each target and each operation");
    assertEquals(List.of(), aws.calls("secretsmanager"));
  }

  @Test
  void shouldReportABrokenConversionAtTheSnapshotAndInEachFunctionRestoredFromIt()
      throws Exception {
    Step broken =
        new Step(
            "a conversion of HEIC",
            () -> {
              throw new UnsatisfiedLinkError("libstdc++.so.6");
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream standard = System.out;
    try (PrintStream captured = new PrintStream(out, true, UTF_8)) {
      System.setOut(captured);
      SnapStart<ApiParts> start =
          ApiStart.withSnapshot(
              TestSettings.TWO_OPERATIONS, API, "stack", parts -> List.of(broken));
      start.beforeCheckpoint(null);
      assertTrue(out.toString(UTF_8).contains("\"BrokenConversions\":1"), out::toString);

      out.reset();
      start.afterRestore(null);
      try (ApiParts restored = start.parts()) {
        restored.end(Duration.ZERO);
      }
      assertTrue(out.toString(UTF_8).contains("\"BrokenConversions\":1"), out::toString);
    } finally {
      System.setOut(standard);
    }
  }

  private static Map<String, String> environment(String initialization) {
    return Map.of(
        Settings.ENVIRONMENT_VARIABLE,
        TestSettings.TWO_OPERATIONS.toJson(),
        ApiSettings.ENVIRONMENT_VARIABLE,
        API.toJson(),
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        initialization);
  }

  private static String refused(String code) {
    return "{\"__type\": \"%s\", \"message\": \"no\"}".formatted(code);
  }
}
