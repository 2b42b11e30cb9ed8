package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
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
    StackConfiguration configuration = read("{}");

    assertEquals("us-east-1", configuration.homeRegion());
    assertEquals(
        List.of(Operation.DETECT_FACES, Operation.DETECT_LABELS), operations(configuration));
    assertEquals("detect_faces_results", configuration.table());
    assertEquals(5, configuration.maxAttempts());
    assertEquals(2048, configuration.memoryMb());
    assertTrue(configuration.heic());
    assertEquals(10, configuration.batchSize());
    assertEquals(15, configuration.maximumConcurrency());
    assertEquals(Removal.RETAIN, configuration.removal());
    assertEquals("Fanlens", configuration.stackName());
  }

  @Test
  void shouldFindTheDefaultsInCdkJson() {
    assertEquals(read("{}"), ConfigurationReader.read("default", TestStack.contextOfCdkJson()));
  }

  @Test
  void shouldReadEveryValue() {
    StackConfiguration configuration =
        read(
            """
            {"homeRegion": "eu-central-1", "operations": {"DetectText": {}}, "table": "words",
             "maxAttempts": 3, "memoryMb": 1024, "heic": false, "batchSize": 5, "maximumConcurrency": 77,
             "targets": [{"region": "eu-west-1"}], "removal": "destroy",
             "alarmEmail": "team+fanlens@example.com"}
            """);

    assertEquals("team+fanlens@example.com", configuration.alarmEmail());
    assertEquals("eu-central-1", configuration.homeRegion());
    assertEquals(List.of(Operation.DETECT_TEXT), operations(configuration));
    assertEquals("words", configuration.table());
    assertEquals(3, configuration.maxAttempts());
    assertEquals(1024, configuration.memoryMb());
    assertFalse(configuration.heic());
    assertEquals(5, configuration.batchSize());
    assertEquals(77, configuration.maximumConcurrency());
    assertEquals(Removal.DESTROY, configuration.removal());
  }

  @Test
  void shouldAskEverythingOfEveryKeyByDefault() {
    StackConfiguration configuration = read("{}");
    assertEquals(OperationsByPrefix.ALL, configuration.operationsByPrefix());
    assertEquals(new BucketConfiguration("", "", KeyFilters.NONE), configuration.bucket());
    assertTrue(configuration.results().removeWithPicture());
  }

  @Test
  void shouldReadWhatConcernsTheIntake() {
    StackConfiguration configuration =
        read(
            """
            {"operationsByPrefix": {"": ["DetectLabels"], "a/": ["DetectFaces"], "a/b/": []},
             "bucket": {"existing": "our-photos",
                        "existingKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1234",
                        "keyPrefixes": ["a/", "c/"], "keySuffixes": [".jpg", ".JPG"]},
             "results": {"removeWithPicture": false}}
            """);

    assertEquals(
        Map.of(
            "", List.of(Operation.DETECT_LABELS),
            "a/", List.of(Operation.DETECT_FACES),
            "a/b/", List.of()),
        configuration.operationsByPrefix().lists());
    assertEquals(
        new BucketConfiguration(
            "our-photos",
            "arn:aws:kms:us-east-1:111122223333:key/1234",
            new KeyFilters(List.of("a/", "c/"), List.of(".jpg", ".JPG"))),
        configuration.bucket());
    assertFalse(configuration.results().removeWithPicture());
  }

  @Test
  void shouldReadWhatIsNamedEncryptedLoggedAndTraced() {
    StackConfiguration configuration =
        read(
            """
            {"stackName": "Pictures", "names": {"bucket": "acme-pictures", "function": "looks", "queue": "waits"},
             "kmsKey": "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
             "accessLogs": "acme-logs", "logRetentionDays": 3653, "tracing": true}
            """);

    assertEquals("Pictures", configuration.stackName());
    assertEquals(new NamesConfiguration("acme-pictures", "looks", "waits"), configuration.names());
    assertEquals(
        new OversightConfiguration(
            "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
            new AccessLogs(true, "acme-logs"),
            3653,
            true),
        configuration.oversight());
    assertEquals(
        new AccessLogs(true, "logs.example.com"),
        read("{\"accessLogs\": \"logs.example.com\"}").oversight().accessLogs());
    assertTrue(read("{\"accessLogs\": true}").oversight().accessLogs().toOwnBucket());
  }

  @Test
  void shouldNameEncryptLogAndTraceNothingOfItselfByDefault() {
    assertEquals(NamesConfiguration.NONE, read("{}").names());
    assertEquals(
        new OversightConfiguration("", new AccessLogs(false, ""), 30, false),
        read("{}").oversight());
  }

  @Test
  void shouldTellNobodyOfAlarmsByDefault() {
    assertEquals("", read("{}").alarmEmail());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"team", "team@example", "@example.com", "a@b@example.com", "Team <a@example.com>"})
  void shouldRefuseWhatIsNoAddress(String address) {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () -> read("{\"alarmEmail\": \"%s\"}".formatted(address)));
    assertTrue(refused.getMessage().contains("stages.default.alarmEmail"), refused.getMessage());
  }

  @Test
  void shouldNameTheStackAfterAnotherStage() {
    JsonNode context = Json.tree(Map.of("stages", Map.of("trial", Map.of())));
    assertEquals("Fanlens-trial", ConfigurationReader.read("trial", context).stackName());
  }

  @Test
  void shouldGiveNamedTargetsTheirDefaultQuotasUnlessToldOtherwise() {
    StackConfiguration configuration =
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
        configuration.operations().getFirst().targets());
    assertEquals(
        List.of(new TargetSettings("eu-west-1", 50, 50), new TargetSettings("eu-west-2", 5, 0)),
        configuration.operations().getLast().targets());
  }

  @Test
  void shouldListAllMistakesAtOnce() {
    assertEquals(
        List.of(
            "stages.default.homeRegion: \"moon\" is not allowed; name a commercial Region, such as"
                + " eu-west-1; other partitions cannot be pooled",
            "stages.default.batchSize: 11 is not allowed; give a whole number from 1 to 10",
            "stages.default.memoryMb: 64 is not allowed; give a whole number from 128 to 10240",
            "stages.default.removal: \"keep\" is not allowed; choose from retain, destroy",
            "stages.default.memory: unknown key; did you mean memoryMb? known are accessLogs,"
                + " accounts, alarmEmail, batchSize, bucket, choice, heic, homeRegion, kmsKey,"
                + " logRetentionDays, maxAttempts, maxCallsPerDay, maximumConcurrency, memoryMb,"
                + " names, operations, operationsByPrefix, removal, results, stackName, table,"
                + " targets, tracing"),
        mistakes(
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
          {"logRetentionDays": 31} | stages.default.logRetentionDays: 31 is not allowed; choose from 1, 3, 5,
          {"tracing": 1} | stages.default.tracing: 1 is not allowed; give true or false
          {"stackName": "9lives"} | stages.default.stackName: "9lives" is not allowed; give a letter, then
          {"names": {"bucket": "Acme"}} | stages.default.names.bucket: "Acme" is not allowed; give 3 to 63 lower-case letters
          {"names": {"bucket": "acme-"}} | stages.default.names.bucket: "acme-" is not allowed
          {"names": {"bucket": "acme-s3alias"}} | stages.default.names.bucket: "acme-s3alias" is not allowed
          {"names": {"bucket": "xn--acme"}} | stages.default.names.bucket: "xn--acme" is not allowed
          {"names": {"bucket": "acme.pictures"}} | stages.default.names.bucket: "acme.pictures" is not allowed
          {"names": {"queue": "pictures.fifo"}} | stages.default.names.queue: "pictures.fifo" is not allowed
          {"names": {"function": "a b"}} | stages.default.names.function: "a b" is not allowed
          {"names": {"topic": "x"}} | stages.default.names.topic: unknown key; known are bucket, function, queue
          {"accessLogs": "My_Logs"} | stages.default.accessLogs: "My_Logs" is not allowed; write true for a bucket
          {"accessLogs": "acme", "names": {"bucket": "acme"}} | stages.default.accessLogs: acme is names.bucket, and
          {"accessLogs": 1} | stages.default.accessLogs: 1 is not allowed; write true
          {"kmsKey": true} | stages.default.kmsKey: true is not allowed; write "own" for a key
          {"kmsKey": "alias/pictures"} | stages.default.kmsKey: "alias/pictures" is not allowed; write "own"
          {"kmsKey": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"} | stages.default.kmsKey: the key is in eu-west-1 and all it encrypts in homeRegion us-east-1; name a key of us-east-1
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
          {"operationsByPrefix": []} | stages.default.operationsByPrefix: [] is not allowed
          {"operationsByPrefix": {"a/": ["DetectFaces", "DetectLabels"]}} | stages.default.operationsByPrefix: does not say what is asked about keys under no listed prefix
          {"operationsByPrefix": {"": "DetectFaces"}} | stages.default.operationsByPrefix."": "DetectFaces" is not allowed; give a list
          {"operationsByPrefix": {"": ["DetectFaces", "DetectText"]}} | stages.default.operationsByPrefix."": DetectText is none of the operations
          {"operationsByPrefix": {"": ["DetectCats"]}} | stages.default.operationsByPrefix."": operation 'DetectCats' is not known
          {"operationsByPrefix": {"": ["DetectFaces"]}} | stages.default.operationsByPrefix: no prefix asks for DetectLabels
          {"operationsByPrefix": {"": ["DetectFaces", "DetectFaces"]}} | stages.default.operationsByPrefix."": DetectFaces is named twice
          {"operationsByPrefix": {"": [], "b/": ["DetectFaces", "DetectLabels"]}, "bucket": {"keyPrefixes": ["a/"]}} | stages.default.operationsByPrefix.b/: no key under it passes
          {"bucket": {"existing": "My_Bucket"}} | stages.default.bucket.existing: "My_Bucket" is not allowed; give the name of a bucket in the home Region
          {"bucket": {"name": "mine"}} | stages.default.bucket.name: unknown key; known are existing, existingKeyArn, keyPrefixes, keySuffixes
          {"bucket": {"existing": "mine", "existingKeyArn": "alias/mine"}} | stages.default.bucket.existingKeyArn: "alias/mine" is not allowed
          {"bucket": {"existing": "mine"}, "names": {"bucket": "yours"}} | stages.default.bucket.existing: an existing bucket has its name already
          {"bucket": {"existing": "mine", "existingKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/1"}} | stages.default.bucket.existingKeyArn: the key is in eu-west-1
          {"bucket": {"existingKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1"}} | stages.default.bucket.existingKeyArn: is for an existing bucket
          {"bucket": {"keySuffixes": ".jpg"}} | stages.default.bucket.keySuffixes: ".jpg" is not allowed; give a list
          {"bucket": {"keySuffixes": ["*.jpg"]}} | stages.default.bucket.keySuffixes: "*.jpg" is not allowed; give letters
          {"bucket": {"keySuffixes": [""]}} | stages.default.bucket.keySuffixes: "" is not allowed
          {"bucket": {"keySuffixes": [".jpg", ".jpg"]}} | stages.default.bucket.keySuffixes: ".jpg" is not allowed; it is named twice
          {"bucket": {"keySuffixes": ["jpg", ".jpg"]}} | stages.default.bucket.keySuffixes: 'jpg' lets '.jpg' pass already
          {"bucket": {"keyPrefixes": ["a/b/", "a/"]}} | stages.default.bucket.keyPrefixes: 'a/' lets 'a/b/' pass already
          {"bucket": {"keyPrefixes": ["a", "b", "c", "d", "e", "f"], "keySuffixes": ["1", "2", "3", "4", "5", "6"]}} | stages.default.bucket: 6 prefixes times 6 suffixes are more than the 33
          {"results": {"removeWithPicture": "no"}} | stages.default.results.removeWithPicture: "no" is not allowed
          {"targets": "mars"} | stages.default.targets: "mars" is not allowed
          {"targets": []} | stages.default.targets: [] is not allowed
          {"targets": [{"region": "eu-west-1", "account": "second"}]} | stages.default: targets of DetectFaces: account 'second' is not known
          {"accounts": {"second": {}}} | stages.default.accounts.second: roleArn of account 'second' is ''
          {"targets": ["eu-west-1"]} | stages.default.targets[0]: "eu-west-1" is not allowed
          {"targets": [{}]} | stages.default.targets[0].region: is missing
          {"targets": [{"region": "eu-north-1"}]} | stages.default.targets[0].region: "eu-north-1" has no
          {"targets": [{"region": "eu-west-1", "weight": 1}]} | stages.default.targets[0].weight: unknown key
          {"targets": [{"region": "eu-west-1", "operations": {"DetectText": {}}}]} | stages.default.targets[0].operations.DetectText: unknown key
          {"targets": [{"region": "eu-west-1", "operations": {"DetectFaces": {"permitsPerSecond": 0}}}]} | stages.default.targets[0].operations.DetectFaces: permitsPerSecond of eu-west-1 is 0.0
          {"targets": [{"region": "eu-west-1", "operations": {"DetectFaces": {"weight": "x"}}}]} | stages.default.targets[0].operations.DetectFaces.weight: "x" is not allowed
          {"targets": [{"region": "eu-west-1"}, {"region": "eu-west-1"}]} | stages.default.targets: targets of DetectFaces: eu-west-1 is named twice
          {"targets": [{"region": "ca-central-1"}]} | stages.default.targets: targets of DetectLabels: none has a weight above 0
          """)
  void shouldNameThePathOfAMistake(String block, String mistake) {
    List<String> mistakes = mistakes(block);
    assertEquals(
        1, mistakes.stream().filter(each -> each.startsWith(mistake)).count(), mistakes::toString);
  }

  @Test
  void shouldNotCallTheConsequencesOfAMistakeMistakes() {
    assertEquals(1, mistakes("{\"targets\": [{\"region\": \"mars\"}]}").size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-east-1", "eu-west-1", "ap-southeast-2"})
  void shouldFitAllOperationsOverTheHomeGeography(String homeRegion) {
    StackConfiguration configuration =
        read(
            "{\"homeRegion\": \"%s\", \"operations\": %s}"
                .formatted(homeRegion, TestStack.SEVEN_OPERATIONS));
    assertEquals(7, configuration.operations().size());
  }

  @Test
  void shouldFitAllOperationsOverAllRegionsOfThreeAccounts() {
    StackConfiguration configuration =
        read(
            """
            {"operations": %s, "targets": [%s, %s, %s],
             "accounts": {"second": {"roleArn": "arn:aws:iam::111122223333:role/fanlens"},
                          "third": {"roleArn": "arn:aws:iam::111122223334:role/fanlens"}}}
            """
                .formatted(
                    TestStack.SEVEN_OPERATIONS,
                    everyRegion(""),
                    everyRegion(", \"account\": \"second\""),
                    everyRegion(", \"account\": \"third\"")));
    assertEquals(3 * 18, configuration.operations().getFirst().targets().size());
    assertEquals(3 * 16, configuration.operations().getLast().targets().size());
  }

  @Test
  void shouldRefuseSettingsThatDoNotFitIntoTheEnvironment() {
    String raised =
        TestStack.operationNames()
            .map("\"%s\": {\"permitsPerSecond\": 77}"::formatted)
            .collect(Collectors.joining(","));
    String regions =
        Arrays.stream(RekognitionRegion.values())
            .map(RekognitionRegion::id)
            .filter(Operation.DETECT_PROTECTIVE_EQUIPMENT::isOfferedIn)
            .map("{\"region\": \"%%s\", \"operations\": {%s}}".formatted(raised)::formatted)
            .collect(Collectors.joining(","));

    List<String> mistakes =
        mistakes(
            "{\"targets\": [%s], \"operations\": %s}"
                .formatted(regions, TestStack.SEVEN_OPERATIONS));

    assertEquals(1, mistakes.size(), mistakes::toString);
    assertTrue(
        mistakes.getFirst().startsWith("stages.default.targets: with 7 operations the settings"),
        mistakes::toString);
  }

  private static String everyRegion(String more) {
    return Arrays.stream(RekognitionRegion.values())
        .map(region -> "{\"region\": \"%s\"%s}".formatted(region.id(), more))
        .collect(Collectors.joining(","));
  }

  @Test
  void shouldSayWhichStagesThereAre() {
    ConfigurationException unknown =
        assertThrows(
            ConfigurationException.class,
            () -> ConfigurationReader.read("live", TestStack.context("{}")));
    assertEquals(
        List.of("stages.live: there is no such block; choose with -c stage=NAME from default"),
        unknown.mistakes());
    ConfigurationException none =
        assertThrows(
            ConfigurationException.class, () -> ConfigurationReader.read("live", Json.tree(null)));
    assertEquals(
        List.of(
            "stages.live: there is no such block; write one under context.fanlens.stages, {} is"
                + " enough"),
        none.mistakes());
  }

  @Test
  void shouldRefuseAStageThatDoesNotFitIntoNames() {
    ConfigurationException refused =
        assertThrows(
            ConfigurationException.class,
            () -> ConfigurationReader.read("under_score", TestStack.context("{}")));
    assertTrue(refused.getMessage().contains("stage 'under_score'"), refused.getMessage());
  }

  private static StackConfiguration read(String block) {
    return ConfigurationReader.read("default", TestStack.context(block));
  }

  private static List<String> mistakes(String block) {
    return assertThrows(ConfigurationException.class, () -> read(block)).mistakes();
  }

  private static List<Operation> operations(StackConfiguration configuration) {
    return configuration.operations().stream().map(OperationSettings::operation).toList();
  }
}
