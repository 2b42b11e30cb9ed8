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

/** Where pictures come from, which objects are pictures, and what they are analyzed for. */
class IntakeConfigurationTest {

  @Test
  void shouldAnalyzeEveryKeyForAllOperationsByDefault() {
    StageConfiguration configuration = read("{}");
    assertEquals(OperationsByPrefix.ALL, configuration.analysis().operationsByPrefix());
    assertEquals(new BucketConfiguration("", "", KeyFilters.NONE), configuration.bucket());
    assertTrue(configuration.results().removeWithPicture());
  }

  @Test
  void shouldReadBucketAndPrefixes() {
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
        configuration.analysis().operationsByPrefix().lists());
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
          {"operationsByPrefix": {"a/": ["DetectFaces", "DetectLabels"]}} | stages.default.operationsByPrefix: the empty prefix "" is missing
          {"operationsByPrefix": {"": "DetectFaces"}} | stages.default.operationsByPrefix."": "DetectFaces" is not allowed; give a list
          {"operationsByPrefix": {"": ["DetectFaces", "DetectText"]}} | stages.default.operationsByPrefix."": DetectText is not configured
          {"operationsByPrefix": {"": ["DetectCats"]}} | stages.default.operationsByPrefix."": operation 'DetectCats' is not known
          {"operationsByPrefix": {"": ["DetectFaces"]}} | stages.default.operationsByPrefix: no prefix uses DetectLabels
          {"operationsByPrefix": {"": ["DetectFaces", "DetectFaces"]}} | stages.default.operationsByPrefix."": DetectFaces is listed twice
          {"operationsByPrefix": {"": [], "b/": ["DetectFaces", "DetectLabels"]}, "bucket": {"keyPrefixes": ["a/"]}} | stages.default.operationsByPrefix.b/: bucket.keyPrefixes excludes all keys under it
          {"bucket": {"existing": "My_Bucket"}} | stages.default.bucket.existing: "My_Bucket" is not allowed; give a bucket's name
          {"bucket": {"name": "mine"}} | stages.default.bucket.name: unknown key; known keys: existing, existingKeyArn, keyPrefixes, keySuffixes
          {"bucket": {"existing": "mine", "existingKeyArn": "alias/mine"}} | stages.default.bucket.existingKeyArn: "alias/mine" is not allowed
          {"bucket": {"existing": "mine"}, "names": {"bucket": "yours"}} | stages.default.bucket.existing: cannot be combined with names.bucket
          {"bucket": {"existing": "mine", "existingKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/1"}} | stages.default.bucket.existingKeyArn: the key is in eu-west-1
          {"bucket": {"existingKeyArn": "arn:aws:kms:us-east-1:111122223333:key/1"}} | stages.default.bucket.existingKeyArn: applies to an existing bucket only
          {"bucket": {"keySuffixes": ".jpg"}} | stages.default.bucket.keySuffixes: ".jpg" is not allowed; give a list
          {"bucket": {"keySuffixes": ["*.jpg"]}} | stages.default.bucket.keySuffixes: "*.jpg" is not allowed; give letters
          {"bucket": {"keySuffixes": [""]}} | stages.default.bucket.keySuffixes: "" is not allowed
          {"bucket": {"keySuffixes": [".jpg", ".jpg"]}} | stages.default.bucket.keySuffixes: ".jpg" is not allowed; it is listed twice
          {"bucket": {"keySuffixes": ["jpg", ".jpg"]}} | stages.default.bucket.keySuffixes: 'jpg' already covers '.jpg'
          {"bucket": {"keyPrefixes": ["a/b/", "a/"]}} | stages.default.bucket.keyPrefixes: 'a/' already covers 'a/b/'
          {"bucket": {"keyPrefixes": ["a", "b", "c", "d", "e", "f"], "keySuffixes": ["1", "2", "3", "4", "5", "6"]}} | stages.default.bucket: 6 prefixes x 6 suffixes are more than the 33
          {"bucket": {"existing": "mine", "keyPrefixes": ["LONG1", "LONG2", "LONG3", "LONG4", "LONG5"]}} | stages.default.bucket: the prefixes and suffixes make an event pattern of
          {"results": {"removeWithPicture": "no"}} | stages.default.results.removeWithPicture: "no" is not allowed
          """)
  void shouldNameThePathOfAnError(String block, String error) {
    List<String> errors =
        assertThrows(
                ConfigurationException.class, () -> read(block.replace("LONG", "x".repeat(400))))
            .errors();
    assertEquals(
        1, errors.stream().filter(each -> each.startsWith(error)).count(), errors::toString);
  }

  private static StageConfiguration read(String block) {
    return ConfigurationReader.read("default", StageContexts.context(block));
  }
}
