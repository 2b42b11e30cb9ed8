package io.fanlens.stage.configuration;

import java.util.Optional;
import java.util.Set;

/**
 * Home Regions that lack a service the stack uses, as of {@value #AS_OF}. AWS adds Regions to its
 * services without notice; the CDK's own check of templates knows them when it is updated.
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

  static boolean hasPipes(String region) {
    return !WITHOUT_PIPES.contains(region);
  }

  /** A sentence to print at synthesis; empty for most Regions. */
  public static Optional<String> warning(StageConfiguration configuration) {
    String region = configuration.homeRegion();
    return hasSnapStart(region)
        ? Optional.empty()
        : Optional.of(
            "stages.%s.homeRegion: AWS Lambda had no SnapStart in %s on %s, so it is off there and the first picture after a pause takes seconds longer; another homeRegion starts faster"
                .formatted(configuration.stage(), region, AS_OF));
  }
}
