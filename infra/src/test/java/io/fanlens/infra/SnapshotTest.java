package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  @Test
  void shouldEqualTheTemplateOfTheDefaultStage() throws IOException {
    String template = Snapshot.normalized(TestStack.byDefault().json());
    if (Boolean.getBoolean("snapshot.update")) {
      Files.createDirectories(Snapshot.FILE.getParent());
      Files.writeString(Snapshot.FILE, template);
    }
    if (!Snapshot.committed().equals(template)) {
      Assertions.fail(
          "infra/%s differs from the app's template, %s. If the change is meant, renew it: mvn -pl infra -am test -Dsnapshot.update=true"
              .formatted(Snapshot.FILE, Snapshot.firstDifference(Snapshot.committed(), template)));
    }
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
