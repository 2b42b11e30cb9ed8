package io.fanlens.stage.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Home Regions that lack a service the stack uses, as of {@value #AS_OF}. AWS adds Regions to its
 * services without notice, so a Region listed here is warned of and not rejected.
 */
public final class RegionServices {

  public static final String AS_OF = "2026-11-27";

  /** No AWS::Pipes::Pipe in the Region's resource schemas. */
  static final Set<String> WITHOUT_PIPES =
      Set.of(
          "ap-east-2",
          "ap-southeast-4",
          "ap-southeast-5",
          "ap-southeast-6",
          "ap-southeast-7",
          "ca-west-1",
          "il-central-1",
          "mx-central-1");

  /** By the AWS Lambda Developer Guide, Improving startup performance with Lambda SnapStart. */
  static final Set<String> WITHOUT_SNAP_START = Set.of("ap-east-2", "ap-southeast-6");

  private RegionServices() {}

  public static boolean hasSnapStart(String region) {
    return !WITHOUT_SNAP_START.contains(region);
  }

  /** Sentences to print at synthesis, each with a way out; none for most Regions. */
  public static List<String> warnings(StageConfiguration configuration) {
    List<String> warnings = new ArrayList<>();
    String region = configuration.homeRegion();
    String path = "stages.%s".formatted(configuration.stage());
    if (configuration.results().events() && WITHOUT_PIPES.contains(region)) {
      warnings.add(
          "%s.homeRegion: Amazon EventBridge had no pipes in %s on %s, and without them the deployment fails; set %s.results.events to false, or choose another homeRegion"
              .formatted(path, region, AS_OF, path));
    }
    if (!hasSnapStart(region)) {
      warnings.add(
          "%s.homeRegion: AWS Lambda had no SnapStart in %s on %s, so it is off there and the first picture after a pause takes seconds longer; another homeRegion starts faster"
              .formatted(path, region, AS_OF));
    }
    return warnings;
  }
}
