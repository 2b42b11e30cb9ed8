package io.fanlens.stage.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegionServicesTest {

  @Test
  void shouldRejectAHomeRegionWithoutPipesAndSayTheWayOut() {
    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> read("ca-west-1", true));

    assertEquals(
        List.of(
            "stages.default.homeRegion: Amazon EventBridge had no pipes in ca-west-1 on 2026-11-27,"
                + " and results.events needs one; set results.events to false, or choose another"
                + " homeRegion"),
        refused.errors());
  }

  @Test
  void shouldNotMissPipesWhereNoEventsArePublished() {
    assertEquals(Optional.empty(), RegionServices.warning(read("ca-west-1", false)));
  }

  @Test
  void shouldSayThatSnapStartIsOffWhereItIsMissing() {
    String warning = RegionServices.warning(read("ap-east-2", false)).orElseThrow();

    assertTrue(
        warning.startsWith("stages.default.homeRegion: AWS Lambda had no SnapStart"), warning);
    assertTrue(warning.contains("another homeRegion starts faster"), warning);
  }

  @Test
  void shouldBeSilentInOtherRegions() {
    assertEquals(Optional.empty(), RegionServices.warning(read("eu-central-1", true)));
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

  private static StageConfiguration read(String homeRegion, boolean events) {
    return ConfigurationReader.read(
        "default",
        StageContexts.context(
            """
            {"homeRegion": "%s", "targets": [{"region": "us-east-1"}], "results": {"events": %s}}
            """
                .formatted(homeRegion, events)));
  }
}
