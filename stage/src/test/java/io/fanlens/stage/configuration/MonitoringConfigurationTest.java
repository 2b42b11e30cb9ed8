package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names, encryption, logs and traces of a stage. */
class MonitoringConfigurationTest {

  @Test
  void shouldReadNamesEncryptionLogsAndTraces() {
    StageConfiguration configuration =
        read(
            """
            {"stackName": "Pictures", "names": {"bucket": "acme-pictures", "function": "analyzer", "queue": "arrivals"},
             "kmsKey": "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
             "accessLogs": "acme-logs", "logRetentionDays": 3653, "tracing": true}
            """);

    assertEquals("Pictures", configuration.stackName());
    assertEquals(
        new NamesConfiguration("acme-pictures", "analyzer", "arrivals"), configuration.names());
    assertEquals(
        new MonitoringConfiguration(
            "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
            new AccessLogs(true, "acme-logs"),
            3653,
            true,
            ""),
        configuration.monitoring());
    assertEquals(
        new AccessLogs(true, "logs.example.com"),
        read("{\"accessLogs\": \"logs.example.com\"}").monitoring().accessLogs());
    assertTrue(read("{\"accessLogs\": true}").monitoring().accessLogs().usesOwnBucket());
  }

  @Test
  void shouldHaveNoNamesKeyAccessLogsOrTracesByDefault() {
    assertEquals(NamesConfiguration.NONE, read("{}").names());
    assertEquals(
        new MonitoringConfiguration("", new AccessLogs(false, ""), 30, false, ""),
        read("{}").monitoring());
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
          {"names": {"topic": "x"}} | stages.default.names.topic: unknown key; known keys: bucket, function, queue
          {"accessLogs": "My_Logs"} | stages.default.accessLogs: "My_Logs" is not allowed; give true, for a bucket of the stack
          {"accessLogs": "acme", "names": {"bucket": "acme"}} | stages.default.accessLogs: acme is names.bucket: each
          {"accessLogs": 1} | stages.default.accessLogs: 1 is not allowed; give true
          {"kmsKey": true} | stages.default.kmsKey: true is not allowed; give "own" or a key's ARN
          {"kmsKey": "alias/pictures"} | stages.default.kmsKey: "alias/pictures" is not allowed; give "own"
          {"kmsKey": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"} | stages.default.kmsKey: the key is in eu-west-1; name a key in homeRegion us-east-1, like everything that it encrypts
          """)
  void shouldNameThePathOfAnError(String block, String error) {
    List<String> errors = assertThrows(ConfigurationException.class, () -> read(block)).errors();
    assertEquals(
        1, errors.stream().filter(each -> each.startsWith(error)).count(), errors::toString);
  }

  private static StageConfiguration read(String block) {
    return ConfigurationReader.read("default", StageContexts.context(block));
  }
}
