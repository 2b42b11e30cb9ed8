package io.fanlens.infra.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.infra.TestStack;
import io.fanlens.stage.configuration.ConfigurationReader;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetsTest {

  @TempDir Path folder;

  @Test
  void shouldSayInOneLineHowToBuildTheFunctions() {
    StageConfiguration configuration =
        ConfigurationReader.read("default", StageContexts.context("{}"));

    assertEquals(
        Optional.of("not-built.zip is missing or empty; build it first: mvn -DskipTests package"),
        new Assets(Path.of("not-built.zip"), folder).missing(configuration));
  }

  @Test
  void shouldMissEachLayerThatTheConfigurationNeeds() throws IOException {
    Assets assets = TestStack.assets(folder);
    StageConfiguration withHeic = ConfigurationReader.read("default", StageContexts.context("{}"));
    StageConfiguration without =
        ConfigurationReader.read("default", StageContexts.context("{\"heic\": false}"));
    assertEquals(Optional.empty(), assets.missing(withHeic));

    Files.delete(assets.layer("heic").resolve("lib/libavcodec.so.61"));
    assertEquals(
        Optional.of(
            "%s is missing or empty; build it first: mvn -DskipTests package"
                .formatted(assets.layer("heic").resolve("lib"))),
        assets.missing(withHeic));
    assertEquals(Optional.empty(), assets.missing(without));

    Files.delete(assets.layer("libvips").resolve("lib/libvips-cpp.so.42"));
    assertEquals(
        Optional.of(
            "%s is missing or empty; build it first: mvn -DskipTests package"
                .formatted(assets.layer("libvips").resolve("lib"))),
        assets.missing(without));
  }
}
