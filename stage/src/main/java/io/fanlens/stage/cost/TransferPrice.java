package io.fanlens.stage.cost;

import java.util.Map;

/**
 * Dollars for a GB that leaves a Region for another one; AWS Lambda bills it at the rates of Amazon
 * EC2. From us-east-1: redresscompliance.com, AWS inter-Region transfer costs (0.02, and 0.01 to
 * us-east-2). Other Regions: to be checked with {@code aws pricing get-products --region us-east-1
 * --service-code AWSDataTransfer --filters Type=TERM_MATCH,Field=fromRegionCode,Value=HOME_REGION}.
 */
final class TransferPrice {

  private static final double USUAL = 0.02;
  private static final double TO_US_EAST_2 = 0.01;

  private static final Map<String, Double> FROM =
      Map.of(
          "ap-northeast-1", 0.09,
          "ap-northeast-2", 0.08,
          "ap-south-1", 0.086,
          "ap-southeast-1", 0.09,
          "ap-southeast-2", 0.098,
          "sa-east-1", 0.138,
          "il-central-1", 0.08);

  private TransferPrice() {}

  static double perGigabyte(String from, String to) {
    if (from.equals(to)) {
      return 0;
    }
    if (from.equals("us-east-1") && to.equals("us-east-2")) {
      return TO_US_EAST_2;
    }
    return FROM.getOrDefault(from, USUAL);
  }
}
