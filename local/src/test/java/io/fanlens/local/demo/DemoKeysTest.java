package io.fanlens.local.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fanlens.local.command.StageKeys;
import io.fanlens.local.command.TemplateOperations;
import io.fanlens.operations.command.UserError;
import io.fanlens.operations.deployment.DeployedKeyFilters;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoKeysTest {

  @Test
  void shouldLeaveKeysAsTheyAreWhereAnyIsAnalyzed() {
    assertEquals(List.of("a.jpg", "b/c.png"), placed("default", "[]", "[]", "a.jpg", "b/c.png"));
  }

  @Test
  void shouldPutPicturesBelowThePrefixOfTheStage() {
    assertEquals(List.of("plates/a.jpg"), placed("plates", "[\"plates/\"]", "[]", "a.jpg"));
  }

  @Test
  void shouldLeaveOutWhatTheStageDoesNotAnalyze() {
    assertEquals(
        List.of("a.jpg"),
        placed("everything", "[]", "[\".jpg\"]", "a.jpg", "b.png", "thumbnails/c.jpg"));
    assertThrows(UserError.class, () -> placed("everything", "[]", "[\".jpg\"]", "b.png"));
  }

  private static List<String> placed(
      String stage, String prefixes, String suffixes, String... keys) {
    DemoKeys places =
        new DemoKeys(
            new StageKeys(
                DeployedKeyFilters.ofRule(
                    "{\"prefixes\": %s, \"suffixes\": %s}".formatted(prefixes, suffixes)),
                TemplateOperations.of(
                    Path.of("../infra/snapshot/%s.template.json".formatted(stage)))));
    return places
        .place(Arrays.stream(keys).map(key -> new DemoPicture(key, Path.of(key))).toList())
        .stream()
        .map(DemoPicture::key)
        .toList();
  }
}
