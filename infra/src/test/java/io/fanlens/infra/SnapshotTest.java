package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.stage.configuration.FirstDifference;
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

  private static final String REGENERATE =
      "If the change is intended, regenerate it: mvn test -pl infra -am -Dtest=SnapshotTest"
          + " -Dsnapshot.update=true -Dsurefire.failIfNoSpecifiedTests=false";

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
          "infra/%s differs from the synthesized template, %s. %s"
              .formatted(
                  Snapshot.file(stage), FirstDifference.of(committed, template), REGENERATE));
    }
  }

  /** The local cloud takes a committed template only for a stage that is configured as here. */
  @Test
  void shouldBeMadeOfTheStagesOfCdkJson() throws IOException {
    ObjectNode committed = (ObjectNode) StageContexts.committed();
    ObjectNode current = committed.deepCopy();
    StageContexts.contextOfCdkJson().path("stages").properties().stream()
        .filter(stage -> committed.path("stages").has(stage.getKey()))
        .forEach(stage -> current.withObject("/stages").set(stage.getKey(), stage.getValue()));
    if (Boolean.getBoolean("snapshot.update") && !current.equals(committed)) {
      Files.writeString(Snapshot.STAGES, current.toPrettyString() + "\n");
    }
    assertEquals(current, StageContexts.committed(), "infra/snapshot/stages.json. " + REGENERATE);
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
}
