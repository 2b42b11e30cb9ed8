package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {

  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  private static final String REGENERATE =
      "mvn -pl stage -am test -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false"
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
          "docs/configuration.md differs from the code that reads the keys, %s. Regenerate its table, then write the meaning of new keys: %s"
              .formatted(FirstDifference.of(page, renewed), REGENERATE));
    }
  }

  @Test
  void shouldHaveAMeaningForEachKey() throws IOException {
    List<String> meant =
        ConfigurationPage.meanings(Files.readString(PAGE)).entrySet().stream()
            .filter(meaning -> !meaning.getValue().isBlank())
            .map(meaning -> meaning.getKey())
            .toList();
    List<String> silent =
        keys.stream().map(ConfigurationKey::path).filter(key -> !meant.contains(key)).toList();
    assertEquals(List.of(), silent, "write the meaning of these keys into docs/configuration.md");
  }

  /** A key that is read as a tree must be described explicitly. */
  @Test
  void shouldKnowDefaultAndAllowedValuesOfEachKey() {
    List<ConfigurationKey> bare =
        keys.stream()
            .filter(key -> key.defaultValue().isEmpty() || key.allowed().isEmpty())
            .toList();
    assertEquals(List.of(), bare, "call ConfigurationBlock.describe where these keys are read");
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
  void shouldSayWhichMarkersAreMissing() {
    IllegalArgumentException lost =
        assertThrows(
            IllegalArgumentException.class,
            () -> ConfigurationPage.renewed("no markers", List.of(KEY)));
    assertTrue(lost.getMessage().contains("<!-- end of keys -->"), lost.getMessage());
  }
}
