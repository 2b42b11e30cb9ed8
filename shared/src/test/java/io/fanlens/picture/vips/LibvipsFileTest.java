package io.fanlens.picture.vips;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibvipsFileTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, sharp-libvips-linux-x64",
    "Linux, aarch64, sharp-libvips-linux-arm64",
    "Mac OS X, aarch64, sharp-libvips-darwin-arm64",
    "Mac OS X, x86_64, ",
    "Windows 11, amd64, ",
    "Linux, riscv64, "
  })
  void shouldKnowThePackageOfTheMachine(String system, String processor, String name) {
    Map<String, String> properties = Map.of("os.name", system, "os.arch", processor);
    assertEquals(Optional.ofNullable(name), LibvipsFile.packageName(properties::get));
  }

  @Test
  void shouldTakeTheFileOrFindItInTheFolder() throws Exception {
    Path file = Files.createFile(folder.resolve("libvips-cpp.so.8.18.7")).toAbsolutePath();
    assertEquals(Optional.of(file), LibvipsFile.find(Optional.of(file.toString())));
    assertEquals(Optional.of(file), LibvipsFile.find(Optional.of(folder.toString())));
    assertEquals(Optional.empty(), LibvipsFile.find(Optional.of(LibvipsFile.NONE)));
    assertEquals(
        Optional.empty(), LibvipsFile.find(Optional.of(folder.resolve("nowhere").toString())));
  }
}
