package io.fanlens.operations.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar of a release runs without the launcher, which else says where Fanlens is. */
class InstallationTest {

  @TempDir private Path home;

  @Test
  void shouldUseTheHomeFolderWithoutTheLauncher() throws IOException {
    assertEquals(home, Installation.withoutLauncher(home.toString()));
  }

  @Test
  void shouldWorkForAUserWithoutHome() throws IOException {
    Path folder = Installation.withoutLauncher(home.resolve("nowhere").toString());
    try (TemporaryFolder created = new TemporaryFolder(folder)) {
      assertTrue(Files.isWritable(created.path()));
    }
  }
}
