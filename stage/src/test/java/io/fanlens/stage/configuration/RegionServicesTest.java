package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegionServicesTest {

  @Test
  void shouldSayWhatAHomeRegionLacksAndTheWayOut() {
    List<String> warnings = warnings("{\"homeRegion\": \"ap-east-2\", \"targets\": %s}");

    assertEquals(2, warnings.size(), warnings::toString);
    assertTrue(
        warnings.getFirst().startsWith("stages.default.homeRegion: Amazon EventBridge had no pipes")
            && warnings.getFirst().contains("set stages.default.results.events to false"),
        warnings::toString);
    assertTrue(warnings.getLast().contains("no SnapStart in ap-east-2"), warnings::toString);
  }

  @Test
  void shouldNotMissPipesWhereNoEventsArePublished() {
    assertEquals(
        List.of(),
        warnings(
            "{\"homeRegion\": \"ca-west-1\", \"targets\": %s, \"results\": {\"events\": false}}"));
  }

  @Test
  void shouldBeSilentInOtherRegions() {
    assertEquals(List.of(), warnings("{\"homeRegion\": \"eu-central-1\", \"targets\": %s}"));
  }

  @Test
  void shouldBeListedInTheDocs() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "configuration.md"));
    for (String region : RegionServices.WITHOUT_PIPES) {
      assertEquals(
          RegionServices.hasSnapStart(region),
          page.contains("| `%s` | no | yes |".formatted(region)),
          region);
      assertEquals(
          !RegionServices.hasSnapStart(region),
          page.contains("| `%s` | no | no |".formatted(region)),
          region);
    }
    assertTrue(RegionServices.WITHOUT_PIPES.containsAll(RegionServices.WITHOUT_SNAP_START));
    assertTrue(page.contains(RegionServices.AS_OF));
  }

  private static List<String> warnings(String block) {
    return RegionServices.warnings(
        ConfigurationReader.read(
            "default",
            StageContexts.context(block.formatted("[{\"region\": \"us-east-1\"}]"))));
  }
}
