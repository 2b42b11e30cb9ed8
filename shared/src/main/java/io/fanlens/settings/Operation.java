package io.fanlens.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The seven stateless image operations of Amazon Rekognition, each with the limits of the pictures
 * it takes and the quota an account has for it by default.
 *
 * <p>Limits and quotas: Amazon Rekognition Developer Guide, "Guidelines and quotas", and the
 * endpoints page of the AWS General Reference.
 */
public enum Operation {
  DETECT_FACES("DetectFaces", PictureLimits.USUAL, Quota.FACES),
  DETECT_LABELS("DetectLabels", PictureLimits.USUAL.withLongestSide(10_000), Quota.LABELS),
  DETECT_MODERATION_LABELS(
      "DetectModerationLabels", PictureLimits.USUAL.withLongestSide(10_000), Quota.LABELS),
  DETECT_TEXT("DetectText", PictureLimits.USUAL, Quota.LABELS),
  DETECT_PROTECTIVE_EQUIPMENT(
      "DetectProtectiveEquipment", PictureLimits.PROTECTIVE_EQUIPMENT, Quota.PROTECTIVE_EQUIPMENT),
  RECOGNIZE_CELEBRITIES("RecognizeCelebrities", PictureLimits.USUAL, Quota.CELEBRITIES),
  COMPARE_FACES("CompareFaces", PictureLimits.USUAL, Quota.FACES);

  private final String apiName;
  private final PictureLimits limits;
  private final Quota quota;

  Operation(String apiName, PictureLimits limits, Quota quota) {
    this.apiName = apiName;
    this.limits = limits;
    this.quota = quota;
  }

  /** The name of the API action, and the value of the table's sort key: {@code DetectFaces}. */
  @JsonValue
  public String apiName() {
    return apiName;
  }

  public PictureLimits limits() {
    return limits;
  }

  public boolean isOfferedIn(String region) {
    return !quota.notOfferedIn.contains(region);
  }

  /** Calls a second that an account has in this Region unless AWS raised it. */
  public double defaultPermitsPerSecond(String region) {
    return Quota.LARGE_REGIONS.contains(region) ? quota.inLargeRegions : quota.elsewhere;
  }

  @JsonCreator
  public static Operation named(String apiName) {
    return Arrays.stream(values())
        .filter(operation -> operation.apiName.equals(apiName))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "operation '%s' is not known; choose from %s"
                        .formatted(
                            apiName,
                            Arrays.stream(values())
                                .map(Operation::apiName)
                                .collect(Collectors.joining(", ")))));
  }

  /** Default calls a second by account and Region. */
  private enum Quota {
    FACES(100, 25, Set.of()),
    LABELS(50, 5, Set.of("ca-central-1")),
    CELEBRITIES(50, 5, Set.of("ca-central-1", "il-central-1")),
    PROTECTIVE_EQUIPMENT(5, 5, Set.of("ca-central-1", "il-central-1"));

    static final Set<String> LARGE_REGIONS = Set.of("us-east-1", "us-west-2", "eu-west-1");

    final double inLargeRegions;
    final double elsewhere;
    final Set<String> notOfferedIn;

    Quota(double inLargeRegions, double elsewhere, Set<String> notOfferedIn) {
      this.inLargeRegions = inLargeRegions;
      this.elsewhere = elsewhere;
      this.notOfferedIn = notOfferedIn;
    }
  }
}
