package io.fanlens.picture.heif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Damaged HEICs end neither the process nor in anything but a refusal. More of them: {@code java
 * -cp ... io.fanlens.picture.heif.HeicMutations 10000 1}.
 */
class HeicMutationsTest {

  @Test
  void shouldSurviveDamagedFiles() throws Exception {
    TestHeic.orSkip();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                HeicMutations.class.getName(),
                "400",
                "11")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.contains(HeicMutations.DONE), said);
  }
}
