package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.RekognitionRegion;
import io.fanlens.settings.TargetSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {

  @Test
  void shouldHaveADefaultForEveryValue() {
    StageConfiguration configuration = read("{}");

    assertEquals("us-east-1", configuration.homeRegion());
    assertEquals(
        List.of(Operation.DETECT_FACES, Operation.DETECT_LABELS), operations(configuration));
    assertEquals("detect_faces_results", configuration.results().table());
    assertEquals(5, configuration.analysis().maxAttempts());
    assertEquals(2048, configuration.function().memoryMb());
    assertTrue(configuration.function().heic());
    assertEquals(10, configuration.function().batchSize());
    assertEquals(15, configuration.function().maximumConcurrency());
    assertEquals(Removal.RETAIN, configuration.removal());
    assertEquals("Fanlens", configuration.stackName());
  }

  @Test
  void shouldFindTheDefaultsInCdkJson() {
    assertEquals(read("{}"), ConfigurationReader.read("default", StageContexts.contextOfCdkJson()));
  }

  @Test
  void shouldReadEveryValue() {
    StageConfiguration configuration =
        read(
            """
            {"homeRegion": "eu-central-1", "operations": {"DetectText": {}}, "table": "words",
             "maxAttempts": 3, "memoryMb": 1024, "heic": false, "batchSize": 5, "maximumConcurrency": 77,
             "targets": [{"region": "eu-west-1"}], "removal": "destroy",
             "alarmEmail": "team+fanlens@example.com"}
            """);

    assertEquals("team+fanlens@example.com", configuration.monitoring().alarmEmail());
    assertEquals("eu-central-1", configuration.homeRegion());
    assertEquals(List.of(Operation.DETECT_TEXT), operations(configuration));
    assertEquals("words", configuration.results().table());
    assertEquals(3, configuration.analysis().maxAttempts());
    assertEquals(1024, configuration.function().memoryMb());
    assertFalse(configuration.function().heic());
    assertEquals(5, configuration.function().batchSize());
    assertEquals(77, configuration.function().maximumConcurrency());
    assertEquals(Removal.DESTROY, configuration.removal());
  }

  @Test
  void shouldSendAlarmsToNobodyByDefault() {
    assertEquals("", read("{}").monitoring().alarmEmail());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"team", "team@example", "@example.com", "a@b@example.com", "Team <a@example.com>"})
  void shouldRejectAnInvalidAddress(String address) {
    ConfigurationException rejected =
        assertThrows(
            ConfigurationException.class,
            () -> read("{\"alarmEmail\": \"%s\"}".formatted(address)));
    assertTrue(rejected.getMessage().contains("stages.default.alarmEmail"), rejected.getMessage());
  }

  @Test
  void shouldNameTheStackAfterAnotherStage() {
    JsonNode context = StageJson.tree(Map.of("stages", Map.of("trial", Map.of())));
    assertEquals("Fanlens-trial", ConfigurationReader.read("trial", context).stackName());
  }

  @Test
  void shouldGiveListedTargetsTheirDefaultQuotasUnlessConfigured() {
    StageConfiguration configuration =
        read(
            """
            {"targets": [
              {"region": "eu-west-1"},
              {"region": "ca-central-1"},
              {"region": "eu-west-2", "operations": {
                "DetectFaces": {"permitsPerSecond": 60},
                "DetectLabels": {"weight": 0}}}]}
            """);

    assertEquals(
        List.of(
            new TargetSettings("eu-west-1", 100, 100),
            new TargetSettings("ca-central-1", 25, 25),
            new TargetSettings("eu-west-2", 60, 60)),
        configuration.analysis().operations().getFirst().targets());
    assertEquals(
        List.of(new TargetSettings("eu-west-1", 50, 50), new TargetSettings("eu-west-2", 5, 0)),
        configuration.analysis().operations().getLast().targets());
  }

  @Test
  void shouldListAllErrorsAtOnce() {
    assertEquals(
        List.of(
            "stages.default.homeRegion: \"moon\" is not allowed; give a commercial Region, such as"
                + " eu-west-1",
            "stages.default.memoryMb: 64 is not allowed; give a whole number from 128 to 10240",
            "stages.default.batchSize: 11 is not allowed; give a whole number from 1 to 10",
            "stages.default.removal: \"keep\" is not allowed; choose from retain, destroy",
            "stages.default.memory: unknown key (did you mean memoryMb?); known keys: accessLogs,"
                + " accounts, alarmEmail, api, batchSize, bucket, choice, heic, homeRegion,"
                + " keepActive, kmsKey, logRetentionDays, maxAttempts, maxCallsPerDay,"
                + " maximumConcurrency, memoryMb, names, operations, operationsByPrefix, page,"
                + " removal, results, stackName, table, targets, tracing"),
        errors(
            """
            {"memoryMb": 64, "removal": "keep", "memory": 1024, "homeRegion": "moon",
             "batchSize": 11}
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"memoryMb": "2048"} | stages.default.memoryMb: "2048" is not allowed; give a whole number from 128 to 10240, without quotes
          {"heic": "true"} | stages.default.heic: "true" is not allowed; give true or false, without quotes
          {"memoryMb": 128.5} | stages.default.memoryMb: 128.5 is not allowed
          {"maxAttempts": 0} | stages.default.maxAttempts: 0 is not allowed
          {"maximumConcurrency": 1} | stages.default.maximumConcurrency: 1 is not allowed
          {"table": "a b c"} | stages.default.table: "a b c" is not allowed
          {"homeRegion": "us-gov-west-1"} | stages.default.homeRegion: "us-gov-west-1" is not allowed
          {"homeRegion": "af-south-1"} | stages.default.targets: homeRegion 'af-south-1' has no
          {"operations": {}} | stages.default.operations: {} is not allowed; name at least one
          {"operations": ["DetectFaces"]} | stages.default.operations: ["DetectFaces"] is not allowed
          {"operations": {"DetectCats": {}}} | stages.default.operations.DetectCats: operation 'DetectCats' is not known
          {"operations": {"DetectText": 5}} | stages.default.operations.DetectText: 5 is not allowed
          {"operations": {"DetectText": {"filters": null}}} | stages.default.operations.DetectText.filters: null is not allowed
          {"operations": {"DetectFaces": {"attributes": ["SMILES"]}}} | stages.default.operations: parameters of DetectFaces: 'attributes' has SMILES
          {"operations": {"CompareFaces": {}}} | stages.default.operations: parameters of CompareFaces: 'sourceKey' is missing
          {"operations": {"DetectText": {"filters": {"wordFilter": {"minConfidence": 101}}}}} | stages.default.operations: parameters of DetectText: 'filters.wordFilter.minConfidence' is 101
          {"targets": "mars"} | stages.default.targets: "mars" is not allowed
          {"targets": []} | stages.default.targets: [] is not allowed
          {"targets": [{"region": "eu-west-1", "account": "second"}]} | stages.default: targets of DetectFaces: account 'second' is not known
          {"accounts": {"second": {}}} | stages.default.accounts.second: roleArn of account 'second' is ''
          {"targets": ["eu-west-1"]} | stages.default.targets[0]: "eu-west-1" is not allowed
          {"targets": [{}]} | stages.default.targets[0].region: is missing
          {"targets": [{"region": "eu-north-1"}]} | stages.default.targets[0].region: Amazon Rekognition is not available in "eu-north-1"
          {"targets": [{"region": "eu-west-1", "weight": 1}]} | stages.default.targets[0].weight: unknown key
          {"targets": [{"region": "eu-west-1", "operations": {"DetectText": {}}}]} | stages.default.targets[0].operations.DetectText: unknown key
          {"targets": [{"region": "eu-west-1", "operations": {"DetectFaces": {"permitsPerSecond": 0}}}]} | stages.default.targets[0].operations.DetectFaces: permitsPerSecond of eu-west-1 is 0.0
          {"targets": [{"region": "eu-west-1", "operations": {"DetectFaces": {"weight": "x"}}}]} | stages.default.targets[0].operations.DetectFaces.weight: "x" is not allowed
          {"targets": [{"region": "eu-west-1"}, {"region": "eu-west-1"}]} | stages.default.targets: targets of DetectFaces: eu-west-1 is named twice
          {"targets": [{"region": "ca-central-1"}]} | stages.default.targets: targets of DetectLabels: none has a weight above 0
          """)
  void shouldNameThePathOfAnError(String block, String error) {
    List<String> errors = errors(block);
    assertEquals(
        1, errors.stream().filter(each -> each.startsWith(error)).count(), errors::toString);
  }

  @Test
  void shouldNotReportTheConsequencesOfAnError() {
    assertEquals(1, errors("{\"targets\": [{\"region\": \"mars\"}]}").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "eu-west-1", "ap-southeast-2"})
  void shouldFitAllOperationsOverTheHomeGeography(String homeRegion) {
    StageConfiguration configuration =
        read(
            "{\"homeRegion\": \"%s\", \"operations\": %s}"
                .formatted(homeRegion, StageContexts.SEVEN_OPERATIONS));
    assertEquals(7, configuration.analysis().operations().size());
  }

  @Test
  void shouldFitAllOperationsOverAllRegionsOfThreeAccounts() {
    StageConfiguration configuration =
        read(
            """
            {"operations": %s, "targets": [%s, %s, %s],
             "accounts": {"second": {"roleArn": "arn:aws:iam::111122223333:role/fanlens"},
                          "third": {"roleArn": "arn:aws:iam::111122223334:role/fanlens"}}}
            """
                .formatted(
                    StageContexts.SEVEN_OPERATIONS,
                    everyRegion(""),
                    everyRegion(", \"account\": \"second\""),
                    everyRegion(", \"account\": \"third\"")));
    assertEquals(3 * 18, configuration.analysis().operations().getFirst().targets().size());
    assertEquals(3 * 16, configuration.analysis().operations().getLast().targets().size());
  }

  @Test
  void shouldRejectSettingsThatDoNotFitIntoTheEnvironment() {
    String raised =
        StageContexts.operationNames()
            .map("\"%s\": {\"permitsPerSecond\": 77}"::formatted)
            .collect(Collectors.joining(","));
    String regions =
        Arrays.stream(RekognitionRegion.values())
            .map(RekognitionRegion::id)
            .filter(Operation.DETECT_PROTECTIVE_EQUIPMENT::isOfferedIn)
            .map("{\"region\": \"%%s\", \"operations\": {%s}}".formatted(raised)::formatted)
            .collect(Collectors.joining(","));

    List<String> errors =
        errors(
            "{\"targets\": [%s], \"operations\": %s}"
                .formatted(regions, StageContexts.SEVEN_OPERATIONS));

    assertEquals(1, errors.size(), errors::toString);
    assertTrue(
        errors.getFirst().startsWith("stages.default.targets: with 7 operations the settings"),
        errors::toString);
  }

  private static String everyRegion(String more) {
    return Arrays.stream(RekognitionRegion.values())
        .map(region -> "{\"region\": \"%s\"%s}".formatted(region.id(), more))
        .collect(Collectors.joining(","));
  }

  @Test
  void shouldListTheStagesThereAre() {
    ConfigurationException unknown =
        assertThrows(
            ConfigurationException.class,
            () -> ConfigurationReader.read("live", StageContexts.context("{}")));
    assertEquals(
        List.of("stages.live: there is no such stage; choose one with -c stage=NAME: default"),
        unknown.errors());
    ConfigurationException none =
        assertThrows(
            ConfigurationException.class,
            () -> ConfigurationReader.read("live", StageJson.tree(null)));
    assertEquals(
        List.of(
            "stages.live: there is no such stage; add a block for it under context.fanlens.stages,"
                + " {} is enough"),
        none.errors());
  }

  @Test
  void shouldRejectAStageThatDoesNotFitIntoNames() {
    ConfigurationException rejected =
        assertThrows(
            ConfigurationException.class,
            () -> ConfigurationReader.read("under_score", StageContexts.context("{}")));
    assertTrue(rejected.getMessage().contains("stage 'under_score'"), rejected.getMessage());
  }

  private static StageConfiguration read(String block) {
    return ConfigurationReader.read("default", StageContexts.context(block));
  }

  private static List<String> errors(String block) {
    return assertThrows(ConfigurationException.class, () -> read(block)).errors();
  }

  private static List<Operation> operations(StageConfiguration configuration) {
    return configuration.analysis().operations().stream()
        .map(OperationSettings::operation)
        .toList();
  }
}
