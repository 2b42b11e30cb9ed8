package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanlens.stage.configuration.StageContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.NavigableSet;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotTest {

  private static final String RENEW =
      "If the change is meant, renew it: mvn -pl infra -am test -Dsnapshot.update=true";

  static NavigableSet<String> stages() {
    return StageContexts.stages();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void shouldEqualTheTemplateOfEachStage(String stage) throws IOException {
    String template = Snapshot.normalized(TestStack.ofStage(stage).json());
    if (Boolean.getBoolean("snapshot.update")) {
      Files.writeString(Snapshot.file(stage), template);
    }
    String committed = Snapshot.committed(stage);
    if (!committed.equals(template)) {
      Assertions.fail(
          "infra/%s differs from the app's template, %s. %s"
              .formatted(
                  Snapshot.file(stage), Snapshot.firstDifference(committed, template), RENEW));
    }
  }

  @Test
  void shouldBeOfConfiguredStagesOnly() throws IOException {
    NavigableSet<String> others = Snapshot.committedStages();
    others.removeAll(stages());
    assertEquals(
        Set.of(), others, "infra/snapshot/stages.json has no such stage: delete its template");
  }

  @Test
  void shouldLeaveOutWhatChangesWithEachBuild() {
    String hash = "0123456789abcdef".repeat(4);
    String normalized =
        Snapshot.normalized(
            "{\"FunctionCurrentVersion5A44EFB5%s\": \"%s.zip\"}"
                .formatted(hash.substring(32), hash));
    assertFalse(normalized.contains("0123456789abcdef"), normalized);
  }

  @Test
  void shouldNameTheFirstDifference() {
    assertEquals(
        "line 2: snapshot has b, the app gives c", Snapshot.firstDifference("a\nb", "a\n c\nd"));
  }
}
