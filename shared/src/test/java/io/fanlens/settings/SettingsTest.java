package io.fanlens.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private static final Settings SETTINGS =
      new Settings(
          "eu-west-1",
          "detect_faces_results",
          "https://queue",
          "https://dead",
          List.of(
              OperationSettings.ofDefaults(
                  Operation.DETECT_FACES, Map.of("attributes", List.of("ALL")), "eu-west-1"),
              OperationSettings.ofDefaults(
                  Operation.DETECT_LABELS, Map.of("maxLabels", 20), "eu-west-1")),
          List.of(),
          OperationsByPrefix.ALL,
          new QuotaSettings(QuotaChoice.RESERVE, "quota", 9, 0),
          5,
          50_000_000,
          Timings.DEFAULTS,
          ResultSettings.PLAIN);

  @Test
  void shouldReadWhatItWrote() {
    assertEquals(SETTINGS, Settings.fromJson(SETTINGS.toJson()));
  }

  @Test
  void shouldWriteEachTargetOnceForAllOperations() {
    List<OperationSettings> operations = overAllRegions();
    Settings settings = withOperations(operations, List.of());

    assertEquals(settings, Settings.fromJson(settings.toJson()));
    assertEquals(1, settings.toJson().split("ap-northeast-2", -1).length - 1, settings.toJson());
    assertFalse(settings.toJson().contains("permitsPerSecond"), settings.toJson());
    assertTrue(settings.toJson().length() < 1_500, () -> "bytes: " + settings.toJson().length());
  }

  @Test
  void shouldWriteWhereAnOperationDiffers() {
    List<OperationSettings> operations = new ArrayList<>(overAllRegions());
    List<TargetSettings> text = new ArrayList<>(operations.get(3).targets());
    text.set(2, new TargetSettings("us-west-1", 17, 0));
    text.add(new TargetSettings("us-east-1", 50, 50, "second"));
    text.add(new TargetSettings("us-east-2", 50, 5, "second"));
    operations.set(3, new OperationSettings(Operation.DETECT_TEXT, Map.of(), text));
    Settings settings =
        withOperations(
            operations,
            List.of(new AccountSettings("second", "arn:aws:iam::111122223333:role/fanlens", "")));

    assertEquals(settings, Settings.fromJson(settings.toJson()));
    assertTrue(settings.toJson().contains("\"us-east-1@second\""), settings.toJson());
    assertEquals(2, settings.toJson().split("permitsPerSecond", -1).length - 1);
  }

  @Test
  void shouldReadTargetsThatAreWrittenInFull() {
    String full =
        SETTINGS
            .toJson()
            .replace(
                "{\"maxLabels\":20}",
                "{\"maxLabels\":20},\"targets\":[\"eu-west-1\","
                    + "{\"region\":\"eu-west-2\",\"permitsPerSecond\":5,\"weight\":5},\"eu-central-1\"]");
    assertTrue(full.contains("permitsPerSecond"), full);
    assertEquals(SETTINGS, Settings.fromJson(full));
  }

  private static List<OperationSettings> overAllRegions() {
    return Arrays.stream(Operation.values())
        .map(
            operation ->
                new OperationSettings(
                    operation,
                    Map.of(),
                    Arrays.stream(RekognitionRegion.values())
                        .filter(region -> operation.isOfferedIn(region.id()))
                        .map(region -> TargetSettings.ofDefaults(operation, region))
                        .toList()))
        .toList();
  }

  @Test
  void shouldLetTheLongestPrefixOfAKeyDecide() {
    Settings settings =
        withPrefixes(
            Map.of(
                "", List.of(Operation.DETECT_LABELS),
                "badges/", List.of(Operation.DETECT_LABELS, Operation.DETECT_FACES),
                "badges/old/", List.of()));

    assertEquals(List.of(Operation.DETECT_LABELS), calls(settings, "holiday.jpg"));
    assertEquals(List.of(Operation.DETECT_LABELS), calls(settings, "badges"));
    assertEquals(
        List.of(Operation.DETECT_FACES, Operation.DETECT_LABELS), calls(settings, "badges/1.jpg"));
    assertEquals(List.of(), calls(settings, "badges/old/1.jpg"));
    assertEquals(List.of(Operation.DETECT_LABELS), calls(settings, "Badges/1.jpg"));
  }

  @Test
  void shouldRunEveryOperationForEveryKeyWhenNoPrefixIsListed() {
    assertEquals(
        List.of(Operation.DETECT_FACES, Operation.DETECT_LABELS), calls(SETTINGS, "any/key.jpg"));
    assertFalse(SETTINGS.toJson().contains("operationsByPrefix"), SETTINGS.toJson());
  }

  @Test
  void shouldWriteThePrefixesOperationsByIndex() {
    Settings settings =
        withPrefixes(
            Map.of("", List.of(), "a/", List.of(Operation.DETECT_LABELS, Operation.DETECT_FACES)));
    String json = settings.toJson();

    assertTrue(json.contains("\"operationsByPrefix\":{\"\":[],\"a/\":[1,0]}"), json);
    assertEquals(settings, Settings.fromJson(json));
    assertEquals(
        settings, Settings.fromJson(json.replace("[1,0]", "[\"DetectLabels\",\"DetectFaces\"]")));
  }

  @Test
  void shouldRejectPrefixesThatLeaveKeysUncoveredOrNameOtherOperations() {
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> withPrefixes(Map.of("badges/", List.of())))
            .getMessage()
            .contains("empty prefix"));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> withPrefixes(Map.of("", List.of(Operation.DETECT_TEXT))))
            .getMessage()
            .contains("DetectText is not among the operations"));
  }

  @Test
  void shouldListTheCombinationsOfOperations() {
    List<OperationSettings> operations = SETTINGS.operations();
    assertEquals(1, OperationsByPrefix.ALL.combinations(operations).size());
    OperationsByPrefix prefixes =
        new OperationsByPrefix(
            Map.of(
                "", List.of(),
                "a/", List.of(Operation.DETECT_LABELS, Operation.DETECT_FACES),
                "b/", List.of(Operation.DETECT_FACES, Operation.DETECT_LABELS),
                "c/", List.of(Operation.DETECT_FACES)));
    assertEquals(
        List.of(2, 1), prefixes.combinations(operations).stream().map(List::size).toList());
  }

  private static List<Operation> calls(Settings settings, String key) {
    return settings.operationsOf(key).stream().map(OperationSettings::operation).toList();
  }

  private static Settings withPrefixes(Map<String, List<Operation>> lists) {
    return withOperations(SETTINGS.operations(), List.of(), new OperationsByPrefix(lists));
  }

  private static Settings withOperations(
      List<OperationSettings> operations, List<AccountSettings> accounts) {
    return withOperations(operations, accounts, OperationsByPrefix.ALL);
  }

  private static Settings withOperations(
      List<OperationSettings> operations,
      List<AccountSettings> accounts,
      OperationsByPrefix prefixes) {
    return new Settings(
        "eu-west-1",
        "table",
        "https://queue",
        "https://dead",
        operations,
        accounts,
        prefixes,
        SETTINGS.quota(),
        5,
        50_000_000,
        Timings.DEFAULTS,
        ResultSettings.PLAIN);
  }

  @Test
  void shouldAddUpTheQuotasOfSeveralAccounts() {
    AccountSettings second =
        new AccountSettings("second", "arn:aws:iam::111122223333:role/fanlens", "");
    Settings settings = withTarget(new TargetSettings("eu-west-1", 50, 50, "second"), second);
    assertEquals(settings, Settings.fromJson(settings.toJson()));
    QuotaPool pool = QuotaPool.of(settings.operations().getFirst());
    assertEquals(150, pool.permitsPerSecond());
    assertEquals(
        List.of("DetectFaces#home", "DetectFaces#second"),
        pool.groups().stream().map(QuotaGroup::key).toList());
  }

  @Test
  void shouldWriteNoAccountsWhenThereIsOnlyOne() {
    assertFalse(SETTINGS.toJson().contains("account"), SETTINGS.toJson());
  }

  @Test
  void shouldRejectAnAccountThatIsUnknownOrHasNoRole() {
    TargetSettings target = new TargetSettings("eu-west-1", 50, 50, "second");
    assertThrows(IllegalArgumentException.class, () -> withTarget(target));
    assertThrows(
        IllegalArgumentException.class, () -> new AccountSettings("second", "fanlens", ""));
    assertThrows(
        IllegalArgumentException.class,
        () -> new AccountSettings("home", "arn:aws:iam::111122223333:role/fanlens", ""));
  }

  private static Settings withTarget(TargetSettings target, AccountSettings... accounts) {
    return new Settings(
        "eu-west-1",
        "table",
        "https://queue",
        "https://dead",
        List.of(
            new OperationSettings(
                Operation.DETECT_FACES,
                Map.of(),
                List.of(new TargetSettings("eu-west-1", 100, 100), target))),
        List.of(accounts),
        OperationsByPrefix.ALL,
        SETTINGS.quota(),
        5,
        50_000_000,
        Timings.DEFAULTS,
        ResultSettings.PLAIN);
  }

  @Test
  void shouldUseTheHomeGeographyWithoutOptInRegionsByDefault() {
    assertEquals(
        List.of(
            new TargetSettings("eu-west-1", 100, 100),
            new TargetSettings("eu-west-2", 25, 25),
            new TargetSettings("eu-central-1", 25, 25)),
        SETTINGS.operations().getFirst().targets());
  }

  @Test
  void shouldGiveARegionItsQuotaByOperation() {
    assertEquals(5, Operation.DETECT_LABELS.defaultPermitsPerSecond("eu-west-2"));
    assertEquals(50, Operation.DETECT_LABELS.defaultPermitsPerSecond("us-east-1"));
    assertEquals(675, sumOverAllRegions(Operation.DETECT_FACES));
    assertEquals(220, sumOverAllRegions(Operation.DETECT_LABELS));
    assertEquals(215, sumOverAllRegions(Operation.RECOGNIZE_CELEBRITIES));
    assertEquals(80, sumOverAllRegions(Operation.DETECT_PROTECTIVE_EQUIPMENT));
  }

  @Test
  void shouldKnowTheGeographyOfAHomeRegionWithoutRekognition() {
    assertEquals(
        List.of("eu-west-1", "eu-west-2", "eu-central-1"),
        RekognitionRegion.defaultsFor("eu-north-1").stream().map(RekognitionRegion::id).toList());
  }

  @Test
  void shouldNeverPoolAnotherPartition() {
    assertThrows(
        IllegalArgumentException.class, () -> RekognitionRegion.defaultsFor("us-gov-west-1"));
  }

  @Test
  void shouldNameTheSettingThatIsWrongAndItsPlace() {
    refused(
        SETTINGS.toJson().replace("eu-west-2", "eu-west-9"),
        ".operations[0].targets[1]",
        "'eu-west-9'");
    refused(
        SETTINGS.toJson().replace("DetectLabels", "DetectSmiles"), "'DetectSmiles'", "DetectText");
    refused(
        SETTINGS.toJson().replace("\"maxAttempts\":5", "\"maxAttempts\":0"), "maxAttempts is 0");
    refused(SETTINGS.toJson().replace("\"table\"", "\"tabel\""), "table is missing");
    refused(SETTINGS.toJson().replace("{\"homeRegion", "{\"tabel\":1,\"homeRegion"), "tabel");
    refused(
        SETTINGS.toJson().replace("\"callSeconds\":10", "\"callSeconds\":50"),
        "raise functionSeconds");
    refused(SETTINGS.toJson().replace("\"reserve\"", "\"guess\""), ".quota.choice", "'guess'");
    refused(SETTINGS.toJson().replace("\"reserve\"", "null"), "choose reserve or draw");
    refused(SETTINGS.toJson().replace("\"table\":\"quota\"", "\"table\":\"\""), "quota.table");
    refused(SETTINGS.toJson().replace("\"processes\":9", "\"processes\":0"), "processes is 0");
    refused("{", "not JSON");
    refused("[]", "not a JSON object");
    refused("7", "not a JSON object");
  }

  @Test
  void shouldRejectAnOperationWhereItIsNotOffered() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new OperationSettings(
                    Operation.DETECT_LABELS,
                    Map.of(),
                    List.of(new TargetSettings("ca-central-1", 5, 5))));
    assertTrue(refused.getMessage().contains("ca-central-1"), refused.getMessage());
  }

  @Test
  void shouldRejectTargetsWithoutWeight() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new OperationSettings(
                Operation.DETECT_FACES,
                Map.of(),
                List.of(new TargetSettings("us-east-1", 100, 0))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new OperationSettings(Operation.DETECT_FACES, Map.of(), List.of()));
  }

  @Test
  void shouldReportThatTheEnvironmentHasNone() {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> Settings.fromEnvironment(Map.of()));
    assertTrue(refused.getMessage().contains("FANLENS_SETTINGS"), refused.getMessage());
  }

  private static double sumOverAllRegions(Operation operation) {
    return Arrays.stream(RekognitionRegion.values())
        .map(RekognitionRegion::id)
        .filter(operation::isOfferedIn)
        .mapToDouble(operation::defaultPermitsPerSecond)
        .sum();
  }

  private static void refused(String json, String... parts) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Settings.fromJson(json)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
    }
  }
}
