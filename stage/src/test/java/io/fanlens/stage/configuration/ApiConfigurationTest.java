package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.TargetSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiConfigurationTest {

  @Test
  void shouldBeOffUnlessTheStageHasTheBlock() {
    assertEquals(Optional.empty(), read("{}").api());
    assertEquals(Optional.empty(), read("{\"api\": null}").api());
  }

  @Test
  void shouldHaveADefaultForEveryValue() {
    ApiConfiguration api = api("{\"api\": {}}");

    assertEquals(List.of(Operation.values()).size(), api.operations().size());
    assertEquals(5, api.maxWaitSeconds());
    assertEquals(0.8, api.share());
    // More would not fit into an account of 1,000 functions.
    assertEquals(500, api.concurrency());
    assertEquals(2048, api.memoryMb());
    assertEquals(List.of(), api.cors());
    assertEquals(Optional.empty(), api.anonymous());
    assertEquals(2 * (2 * 250 + 4 * 110 + 20), api.requestsPerSecond());
    assertEquals(api.requestsPerSecond(), api.burst());
    assertFalse(api.logAddresses());
    assertTrue(api.logRole());
  }

  @Test
  void shouldReadEveryValue() {
    ApiConfiguration api =
        api(
            """
            {"memoryMb": 1024,
             "api": {"operations": ["DetectText", "CompareFaces"], "maxWaitSeconds": 0, "share": 0.25,
              "concurrency": 0, "cors": ["https://www.example.com", "http://localhost:5173"],
              "requestsPerSecond": 9, "burst": 3, "anonymous": {"perDay": 5, "perMonth": 50},
              "logAddresses": true, "logRole": false}}
            """);

    assertEquals(
        List.of(Operation.DETECT_TEXT, Operation.COMPARE_FACES),
        api.operations().stream().map(OperationSettings::operation).toList());
    assertEquals(0, api.maxWaitSeconds());
    assertEquals(0.25, api.share());
    assertEquals(0, api.concurrency());
    assertEquals(1024, api.memoryMb());
    assertEquals(List.of("https://www.example.com", "http://localhost:5173"), api.cors());
    assertEquals(9, api.requestsPerSecond());
    assertEquals(3, api.burst());
    assertEquals(Optional.of(new ApiConfiguration.Anonymous(5, 50)), api.anonymous());
    assertTrue(api.logAddresses());
    assertFalse(api.logRole());
  }

  @Test
  void shouldGiveTheAnonymousLimitsOfTheirOwnByDefault() {
    assertEquals(
        Optional.of(new ApiConfiguration.Anonymous(20, 200)),
        api("{\"api\": {\"anonymous\": {}}}").anonymous());
  }

  /** One quota, wherever a call comes from. */
  @Test
  void shouldUseTheTargetsOfThePictures() {
    StageConfiguration stage =
        read(
            """
            {"operations": {"DetectFaces": {"attributes": ["ALL"]}},
             "targets": [{"region": "eu-west-1", "operations": {"DetectFaces": {"permitsPerSecond": 40},
                                                                "DetectText": {"permitsPerSecond": 30}}},
                         {"region": "ca-central-1"}],
             "api": {"operations": ["DetectFaces", "DetectText"]}}
            """);
    ApiConfiguration api = stage.api().orElseThrow();

    assertEquals(
        stage.analysis().operations().getFirst().targets(), api.operations().getFirst().targets());
    assertEquals(Map.of(), api.operations().getFirst().parameters(), "each call has its own");
    assertEquals(
        List.of(new TargetSettings("eu-west-1", 30, 30)), api.operations().getLast().targets());
    assertEquals(
        List.of(Operation.DETECT_FACES),
        stage.analysis().operations().stream().map(OperationSettings::operation).toList(),
        "pictures go through no more than before");
  }

  /** Canada has the operations on faces only. */
  @Test
  void shouldAnswerWhatTheTargetsOffer() {
    String offered = "[DETECT_FACES, COMPARE_FACES]";
    for (String targets : List.of("", ", \"targets\": [{\"region\": \"ca-central-1\"}]")) {
      ApiConfiguration api =
          api(
              "{\"homeRegion\": \"ca-central-1\", \"operations\": {\"DetectFaces\": {}}, \"api\": {}%s}"
                  .formatted(targets));
      assertEquals(
          offered,
          api.operations().stream().map(OperationSettings::operation).toList().toString(),
          targets);
    }
  }

  @Test
  void shouldGiveItsFunctionTheSettingsOfItsOwnOperations() {
    Settings settings =
        read("{\"operations\": {\"DetectFaces\": {}}, \"results\": {\"expireAfterDays\": 3},"
                + " \"api\": {}}")
            .apiSettings("queue", "dead", "quota");

    assertEquals(
        Arrays.asList(Operation.values()),
        settings.operations().stream().map(OperationSettings::operation).toList());
    assertEquals(settings, Settings.fromJson(settings.toJson()));
    assertEquals("quota", settings.quota().table());
    assertTrue(settings.quota().processes() > 500, "both functions share the quotas");
    assertEquals(0, settings.results().expireAfterDays(), "it writes no results");
  }

  @Test
  void shouldTellTheFunctionWhatItReads() {
    ApiSettings settings =
        api("{\"api\": {\"maxWaitSeconds\": 2, \"anonymous\": {\"perDay\": 3, \"perMonth\": 4}}}")
            .settings("clients", "master", "pictures");

    assertEquals(
        new ApiSettings(
            "clients",
            "master",
            "pictures",
            2_000,
            0.8,
            List.of(),
            new ApiSettings.AnonymousLimits(3, 4)),
        settings);
    assertEquals(settings, ApiSettings.fromJson(settings.toJson()));
    assertEquals(Optional.empty(), api("{\"api\": {}}").settings("c", "m", "p").forAnonymous());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"api": true} | stages.default.api: true is not allowed; give a block {...}
          {"api": {"operations": "DetectFaces"}} | stages.default.api.operations: "DetectFaces" is not allowed; give a list
          {"api": {"operations": []}} | stages.default.api.operations: [] is not allowed; give a list
          {"api": {"operations": ["DetectCats"]}} | stages.default.api.operations: operation 'DetectCats' is not known; choose from
          {"api": {"operations": ["DetectText", "DetectText"]}} | stages.default.api.operations: "DetectText" is not allowed; it is listed twice
          {"operations": {"DetectFaces": {}}, "targets": [{"region": "ca-central-1"}], "api": {"operations": ["DetectText"]}} | stages.default.api.operations: "DetectText" is not allowed; none of the targets offers it
          {"api": {"maxWaitSeconds": 16}} | stages.default.api.maxWaitSeconds: 16 is not allowed; give a whole number from 0 to 15
          {"api": {"share": 0}} | stages.default.api.share: 0 is not allowed; give a number from 0.01 to 1
          {"api": {"share": 1.5}} | stages.default.api.share: 1.5 is not allowed; give a number from 0.01 to 1
          {"api": {"share": "0.5"}} | stages.default.api.share: "0.5" is not allowed; give a number, without quotes
          {"api": {"concurrency": -1}} | stages.default.api.concurrency: -1 is not allowed; give a whole number from 0 to 10000
          {"api": {"cors": ["*"]}} | stages.default.api.cors: "*" is not allowed; give an origin, such as https://www.example.com
          {"api": {"cors": ["https://example.com/"]}} | stages.default.api.cors: "https://example.com/" is not allowed
          {"api": {"cors": ["http://example.com"]}} | stages.default.api.cors: "http://example.com" is not allowed
          {"api": {"anonymous": true}} | stages.default.api.anonymous: true is not allowed; give a block {...}
          {"api": {"anonymous": {"perDay": 0}}} | stages.default.api.anonymous.perDay: 0 is not allowed
          {"api": {"anonymous": {"perDay": 9, "perMonth": 8}}} | stages.default.api.anonymous.perMonth: 8 is less than perDay, 9
          {"api": {"maxWait": 1}} | stages.default.api.maxWait: unknown key (did you mean maxWaitSeconds?)
          {"choice": "draw", "api": {}} | stages.default.api: choice is draw, by which no call is given a start; set choice to reserve
          {"targets": [{"region": "us-east-1", "operations": {"DetectText": {}}}]} | stages.default.targets[0].operations.DetectText: unknown key
          """)
  void shouldNameThePathOfAnError(String block, String error) {
    List<String> errors = assertThrows(ConfigurationException.class, () -> read(block)).errors();

    assertEquals(
        1, errors.stream().filter(each -> each.startsWith(error)).count(), errors::toString);
  }

  private static ApiConfiguration api(String block) {
    return read(block).api().orElseThrow();
  }

  private static StageConfiguration read(String block) {
    return ConfigurationReader.read("default", StageContexts.context(block));
  }
}
