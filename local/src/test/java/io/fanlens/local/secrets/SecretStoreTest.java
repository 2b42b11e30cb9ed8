package io.fanlens.local.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.secrets.SecretStore.Secret;
import io.fanlens.local.template.Properties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each store is one start of a local cloud. */
final class SecretStoreTest {
  private static final String NAME = "Fanlens-api/Master";

  @TempDir Path root;

  @Test
  void shouldGenerateANewValueAtEveryStartUnlessThereIsAFolder() throws Exception {
    assertNotEquals(value(Optional.empty()), value(Optional.empty()));

    Path folder = root.resolve("secrets");
    String first = value(Optional.of(folder));
    assertEquals(first, value(Optional.of(folder)));
    assertNotEquals(first, value(Optional.of(root.resolve("others"))));
  }

  @Test
  void shouldKeepAValueThatWasPutAndTheOneBefore() throws Exception {
    SecretStore secrets = started(Optional.of(root));
    String first = secrets.find(NAME).orElseThrow().current().text();
    secrets.put(NAME, "two\nlines");

    Secret kept = started(Optional.of(root)).find(NAME).orElseThrow();

    assertEquals("two\nlines", kept.current().text());
    assertEquals(Optional.of(first), kept.previous().map(SecretStore.Version::text));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "its permissions are others")
  void shouldLetOnlyItsOwnerRead() throws Exception {
    value(Optional.of(root));

    try (var files = Files.list(root)) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(files.findFirst().orElseThrow())));
    }
  }

  private static String value(Optional<Path> folder) throws JsonProcessingException {
    return started(folder).find(NAME).orElseThrow().current().text();
  }

  private static SecretStore started(Optional<Path> folder) throws JsonProcessingException {
    SecretStore secrets = new SecretStore(folder);
    secrets.create(
        NAME,
        "arn:aws:secretsmanager:eu-west-1:000000000000:secret:" + SecretArn.resource(NAME),
        new Properties(new ObjectMapper().readTree("{\"GenerateSecretString\": {}}")));
    return secrets;
  }
}
