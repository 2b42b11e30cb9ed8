package io.fanlens.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.fanlens.infra.analyzer.Assets;
import io.fanlens.stage.configuration.StageConfiguration;
import io.fanlens.stage.configuration.StageContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** The CDK's feature flags, and what the one for layers is for. */
class FeatureFlagsTest {

  @TempDir private Path folder;

  /** The CDK writes a report of all its flags next to the template. */
  @Test
  void shouldBeThoseOfANewProject() throws IOException {
    App app = (App) TestStack.unsynthesized(StageContexts.contextOfCdkJson()).getNode().getRoot();
    Path manifest = Path.of(app.synth().getDirectory(), "manifest.json");
    JsonNode flags =
        new ObjectMapper()
            .readTree(manifest.toFile())
            .at("/artifacts/aws-cdk-lib~1feature-flag-report/properties/flags");
    SortedSet<String> others = new TreeSet<>();
    flags
        .properties()
        .forEach(
            flag -> {
              JsonNode value = flag.getValue();
              JsonNode inForce =
                  value.has("userValue")
                      ? value.path("userValue")
                      : value.at("/unconfiguredBehavesLike/v2");
              boolean on = !inForce.isMissingNode() && !inForce.equals(BooleanNode.FALSE);
              boolean recommended = !value.path("recommendedValue").equals(BooleanNode.FALSE);
              if (on != recommended) {
                others.add(flag.getKey());
              }
            });
    assertTrue(flags.size() > 50, flags::toString);
    assertEquals(
        "",
        String.join("\n", others),
        "set them in feature-flags.json as aws-cdk-lib's recommended-feature-flags.json does");
  }

  @Test
  void shouldPublishANewVersionWhenOnlyALayerChanges() throws IOException {
    String before = version("libvips 8.17");

    assertEquals(before, version("libvips 8.17"));
    assertNotEquals(before, version("libvips 8.18"));
  }

  /** The logical id of the version to which the alias points. */
  private String version(String library) throws IOException {
    Assets assets = TestStack.assets(Files.createTempDirectory(folder, "assets"));
    Files.writeString(assets.layers().resolve("libvips/lib/libvips-cpp.so.42"), library);
    TestStack stack =
        TestStack.of(
            TestStack.unsynthesized(
                StageConfiguration.DEFAULT_STAGE,
                StageContexts.contextOfCdkJson(),
                assets,
                Map.of()));
    return stack.logicalIds("AWS::Lambda::Version").getFirst();
  }
}
