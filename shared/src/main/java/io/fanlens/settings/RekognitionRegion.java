package io.fanlens.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The 18 commercial Regions that have Amazon Rekognition's image operations, each with its
 * geography, so that by default no face leaves the geography its picture was uploaded to. Source:
 * AWS General Reference, Amazon Rekognition endpoints.
 */
public enum RekognitionRegion {
  US_EAST_1(Geography.UNITED_STATES),
  US_EAST_2(Geography.UNITED_STATES),
  US_WEST_1(Geography.UNITED_STATES),
  US_WEST_2(Geography.UNITED_STATES),
  CA_CENTRAL_1(Geography.CANADA),
  SA_EAST_1(Geography.SOUTH_AMERICA),
  EU_WEST_1(Geography.EUROPE),
  EU_WEST_2(Geography.EUROPE),
  EU_CENTRAL_1(Geography.EUROPE),
  EU_SOUTH_2(Geography.EUROPE, true),
  IL_CENTRAL_1(Geography.MIDDLE_EAST, true),
  AP_SOUTH_1(Geography.ASIA_PACIFIC),
  AP_NORTHEAST_1(Geography.ASIA_PACIFIC),
  AP_NORTHEAST_2(Geography.ASIA_PACIFIC),
  AP_SOUTHEAST_1(Geography.ASIA_PACIFIC),
  AP_SOUTHEAST_2(Geography.ASIA_PACIFIC),
  AP_SOUTHEAST_5(Geography.ASIA_PACIFIC, true),
  AP_SOUTHEAST_7(Geography.ASIA_PACIFIC, true);

  /** Where a Region's data stays. */
  public enum Geography {
    UNITED_STATES,
    CANADA,
    SOUTH_AMERICA,
    EUROPE,
    MIDDLE_EAST,
    ASIA_PACIFIC
  }

  private static final Map<String, Geography> GEOGRAPHY_BY_PREFIX =
      Map.of(
          "us", Geography.UNITED_STATES,
          "ca", Geography.CANADA,
          "sa", Geography.SOUTH_AMERICA,
          "eu", Geography.EUROPE,
          "il", Geography.MIDDLE_EAST,
          "me", Geography.MIDDLE_EAST,
          "ap", Geography.ASIA_PACIFIC);

  private final Geography geography;
  private final boolean optIn;

  RekognitionRegion(Geography geography) {
    this(geography, false);
  }

  RekognitionRegion(Geography geography, boolean optIn) {
    this.geography = geography;
    this.optIn = optIn;
  }

  /** The Region's code: {@code eu-west-1}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Geography geography() {
    return geography;
  }

  /** Whether an account must enable the Region before it can be called. */
  public boolean optIn() {
    return optIn;
  }

  public static Optional<RekognitionRegion> find(String id) {
    return Arrays.stream(values()).filter(region -> region.id().equals(id)).findFirst();
  }

  /**
   * The Regions used when none are named: those of the home Region's geography that need no opt-in.
   * For {@code eu-north-1}, which has no Rekognition, these are eu-west-1, eu-west-2 and
   * eu-central-1.
   *
   * @throws IllegalArgumentException when that geography has none
   */
  public static List<RekognitionRegion> defaultsFor(String homeRegion) {
    Geography home = GEOGRAPHY_BY_PREFIX.get(homeRegion.split("-", 2)[0]);
    boolean otherPartition = homeRegion.startsWith("us-gov") || homeRegion.startsWith("us-iso");
    List<RekognitionRegion> regions =
        Arrays.stream(values())
            .filter(region -> region.geography == home)
            .filter(region -> !region.optIn || region.id().equals(homeRegion))
            .toList();
    if (regions.isEmpty() || otherPartition) {
      throw new IllegalArgumentException(
          "homeRegion '%s' has no Rekognition Region in its geography; name the targets yourself"
              .formatted(homeRegion));
    }
    return regions;
  }
}
