package io.fanlens.stage.cost;

import io.fanlens.settings.Operation;
import java.util.Map;

/**
 * Amazon Rekognition's price of calls. It falls with the calls of a month, which are counted per
 * account and Region for all operations of a group together: 2 million DetectFaces calls cost 1,000
 * + 800 = 1,800 dollars in us-east-1, and 2,000 when us-west-2 serves half of them.
 *
 * <p>Groups: Amazon Rekognition pricing page. First and second tier of group 2: the page's own
 * examples, as quoted on 2026-10-07 by the repository api-evangelist/amazon-rekognition. Later
 * tiers, group 1 and image properties beyond their first tier: to be verified. First tier by
 * Region: a table in public code, undated; other Regions count at its highest price. To verify all
 * of it: {@code aws pricing get-products --region us-east-1 --service-code AmazonRekognition}.
 */
public final class RekognitionPrice {

  /** Operations whose calls are counted together. */
  enum Group {
    COMPARISON(0.001, 0.0008, 0.0006, 0.0004),
    ANALYSIS(0.001, 0.0008, 0.0006, 0.00025),
    IMAGE_PROPERTIES(0.00075, 0.0006, 0.00045, 0.0001875);

    private final double[] tiers;

    Group(double... tiers) {
      this.tiers = tiers;
    }

    static Group of(Operation operation) {
      return operation == Operation.COMPARE_FACES ? COMPARISON : ANALYSIS;
    }
  }

  /** The upper ends of the tiers, in calls a month. */
  private static final double[] ENDS = {1e6, 5e6, 35e6, Double.POSITIVE_INFINITY};

  /** Prices relative to us-east-1. */
  private static final Map<String, Double> RATIO =
      Map.ofEntries(
          Map.entry("us-east-1", 1.0),
          Map.entry("us-east-2", 1.0),
          Map.entry("us-west-1", 1.17),
          Map.entry("us-west-2", 1.0),
          Map.entry("ca-central-1", 1.11),
          Map.entry("eu-west-1", 1.0),
          Map.entry("eu-west-2", 1.16),
          Map.entry("eu-central-1", 1.2),
          Map.entry("ap-south-1", 1.25),
          Map.entry("ap-northeast-1", 1.3),
          Map.entry("ap-northeast-2", 1.2),
          Map.entry("ap-southeast-1", 1.3),
          Map.entry("ap-southeast-2", 1.2));

  private static final double HIGHEST_RATIO = 1.3;

  private RekognitionPrice() {}

  /** Dollars for a call within the first tier of a month. */
  public static double perCall(Operation operation, String region) {
    return month(Group.of(operation), region, 1);
  }

  /** Dollars for a month's calls of a group in one Region of one account. */
  static double month(Group group, String region, double calls) {
    double dollars = 0;
    double begin = 0;
    for (int tier = 0; tier < ENDS.length && calls > begin; tier++) {
      dollars += (Math.min(calls, ENDS[tier]) - begin) * group.tiers[tier];
      begin = ENDS[tier];
    }
    return dollars * RATIO.getOrDefault(region, HIGHEST_RATIO);
  }
}
