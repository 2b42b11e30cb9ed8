package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a stage says of names, encryption, logs and traces. */
class MonitoringConfigurationTest {

  @Test
  void shouldReadWhatIsNamedEncryptedLoggedAndTraced() {
    StageConfiguration configuration =
        read(
            """
            {"stackName": "Pictures", "names": {"bucket": "acme-pictures", "function": "looks", "queue": "waits"},
             "kmsKey": "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
             "accessLogs": "acme-logs", "logRetentionDays": 3653, "tracing": true}
            """);

    assertEquals("Pictures", configuration.stackName());
    assertEquals(new NamesConfiguration("acme-pictures", "looks", "waits"), configuration.names());
    assertEquals(
        new MonitoringConfiguration(
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
        new MonitoringConfiguration("", new AccessLogs(false, ""), 30, false),
        read("{}").oversight());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
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
          """)
  void shouldNameThePathOfAMistake(String block, String mistake) {
    List<String> mistakes =
        assertThrows(ConfigurationException.class, () -> read(block)).mistakes();
    assertEquals(
        1, mistakes.stream().filter(each -> each.startsWith(mistake)).count(), mistakes::toString);
  }

  private static StageConfiguration read(String block) {
    return ConfigurationReader.read("default", StageContexts.context(block));
  }
}
