package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.stage.configuration.ConfigurationKey;
import io.fanlens.stage.configuration.ConfigurationReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  private static final String RENEW =
      "mvn -pl infra -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dpage.update=true";

  private static final ConfigurationKey KEY = new ConfigurationKey("a.b", "3", "1 to 5");

  private final List<ConfigurationKey> keys = ConfigurationReader.keys();

  @Test
  void shouldListEveryKeyAsTheReaderReadsIt() throws IOException {
    String page = Files.readString(PAGE);
    String renewed = ConfigurationPage.renewed(page, keys);
    if (Boolean.getBoolean("page.update")) {
      Files.writeString(PAGE, renewed);
      page = renewed;
    }
    if (!page.equals(renewed)) {
      Assertions.fail(
          "docs/configuration.md differs from what the reader reads, %s. Renew its table, then write what new keys mean into it: %s"
              .formatted(Snapshot.firstDifference(page, renewed), RENEW));
    }
  }

  @Test
  void shouldSayWhatEachKeyMeans() throws IOException {
    List<String> meant =
        ConfigurationPage.meanings(Files.readString(PAGE)).entrySet().stream()
            .filter(meaning -> !meaning.getValue().isBlank())
            .map(meaning -> meaning.getKey())
            .toList();
    List<String> silent =
        keys.stream().map(ConfigurationKey::path).filter(key -> !meant.contains(key)).toList();
    assertEquals(List.of(), silent, "write into docs/configuration.md what these keys mean");
  }

  /** A key that is read as a tree must be described where it is read. */
  @Test
  void shouldKnowDefaultAndBoundsOfEachKey() {
    List<ConfigurationKey> bare =
        keys.stream().filter(key -> key.byDefault().isEmpty() || key.allowed().isEmpty()).toList();
    assertEquals(List.of(), bare, "call Block.describe where these keys are read");
  }

  @Test
  void shouldKeepMeaningsAndRenewTheRest() {
    assertEquals(
        """
        Before
        <!-- keys: generated, but for the last column -->
        | key | default | allowed | meaning |
        |---|---|---|---|
        | `a.b` | 3 | 1 to 5 | what it means, see [there](x.md) |
        <!-- end of keys -->
        After
        """,
        ConfigurationPage.renewed(
            """
            Before
            <!-- keys: generated, but for the last column -->
            | `gone` | 1 | 2 | no more |
            | `a.b` | 4 | 1 to 9 | what it means, see [there](x.md) |
            <!-- end of keys -->
            After
            """,
            List.of(KEY)));
  }

  @Test
  void shouldSayWhichMarksAreMissing() {
    IllegalArgumentException lost =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConfigurationPage.renewed("no marks", List.of(KEY)));
    assertTrue(lost.getMessage().contains("<!-- end of keys -->"), lost.getMessage());
  }
}
