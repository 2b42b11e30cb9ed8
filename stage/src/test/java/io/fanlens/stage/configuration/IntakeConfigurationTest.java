package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationsByPrefix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where pictures come from, which keys are pictures, and what is asked about them. */
class IntakeConfigurationTest {

  @Test
  void shouldAskEverythingOfEveryKeyByDefault() {
    StageConfiguration configuration = read("{}");
    assertEquals(OperationsByPrefix.ALL, configuration.operationsByPrefix());
    assertEquals(new BucketConfiguration("", "", KeyFilters.NONE), configuration.bucket());
    assertTrue(configuration.results().removeWithPicture());
  }

  @Test
  void shouldReadWhatConcernsTheIntake() {
    StageConfiguration configuration =
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"operationsByPrefix": []} | stages.default.operationsByPrefix: [] is not allowed
          {"operationsByPrefix": {"a/": ["DetectFaces", "DetectLabels"]}} | stages.default.operationsByPrefix: does not say what is asked about keys under no listed prefix
          {"operationsByPrefix": {"": "DetectFaces"}} | stages.default.operationsByPrefix."": "DetectFaces" is not allowed; give a list
          {"operationsByPrefix": {"": ["DetectFaces", "DetectText"]}} | stages.default.operationsByPrefix."": DetectText is none of the operations
          {"operationsByPrefix": {"": ["DetectCats"]}} | stages.default.operationsByPrefix."": operation 'DetectCats' is not known
          {"operationsByPrefix": {"": ["DetectFaces"]}} | stages.default.operationsByPrefix: no prefix asks for DetectLabels
          {"operationsByPrefix": {"": ["DetectFaces", "DetectFaces"]}} | stages.default.operationsByPrefix."": DetectFaces is named twice
          {"operationsByPrefix": {"": [], "b/": ["DetectFaces", "DetectLabels"]}, "bucket": {"keyPrefixes": ["a/"]}} | stages.default.operationsByPrefix.b/: no key under it passes
          {"bucket": {"existing": "My_Bucket"}} | stages.default.bucket.existing: "My_Bucket" is not allowed; give a bucket's name: 3 to 63 lower-case letters, digits, dots and hyphens
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
          {"bucket": {"existing": "mine", "keyPrefixes": ["LONG1", "LONG2", "LONG3", "LONG4", "LONG5"]}} | stages.default.bucket: the prefixes and suffixes make an event pattern of
          {"results": {"removeWithPicture": "no"}} | stages.default.results.removeWithPicture: "no" is not allowed
          """)
  void shouldNameThePathOfAMistake(String block, String mistake) {
    List<String> mistakes =
        assertThrows(
                ConfigurationException.class, () -> read(block.replace("LONG", "x".repeat(400))))
            .mistakes();
    assertEquals(
        1, mistakes.stream().filter(each -> each.startsWith(mistake)).count(), mistakes::toString);
  }

  private static StageConfiguration read(String block) {
    return ConfigurationReader.read("default", StageContexts.context(block));
  }
}
