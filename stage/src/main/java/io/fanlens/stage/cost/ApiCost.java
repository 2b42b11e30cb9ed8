package io.fanlens.stage.cost;

import io.fanlens.stage.capacity.ApiFence;
import io.fanlens.stage.capacity.ApiStage;
import io.fanlens.stage.capacity.Numbers;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.TargetRate;
import java.util.List;

/**
 * Estimates the cost of a month of API calls, each answered. Which operations they ask for is
 * unknown: all count as the first one, which is billed as the others are.
 */
public final class ApiCost {

  /** One counts the call of its client, one reserves its start. */
  private static final int WRITES = 2;

  /** The gateway's line, the outcome, two lines of metrics, and START and REPORT. */
  private static final double LOG_KB = 2.4;

  /** A secret, and a request for it by each instance in a few minutes, which is little. */
  private static final double SECRET_MONTH = 0.40;

  private final ApiStage stage;
  private final OperationRate rate;
  private final double calls;
  private final double megabytes;

  /**
   * An estimate.
   *
   * @param rate of the operation that all calls ask for
   * @param calls in the month
   * @param megabytes of one picture
   */
  public ApiCost(ApiStage stage, OperationRate rate, double calls, double megabytes) {
    this.stage = stage;
    this.rate = rate;
    this.calls = calls;
    this.megabytes = megabytes;
  }

  public List<CostItem> month() {
    return List.of(
        CostItem.same(
            "Rekognition", rekognition(), "all of them %s".formatted(rate.operation().apiName())),
        transfer(),
        CostItem.same("API Gateway", Price.GATEWAY_REQUEST.of(calls), "a REST API's requests"),
        CostItem.same(
            "Lambda",
            Price.LAMBDA_GB_SECOND.of(calls * ApiFence.CALL_SECONDS * stage.memoryMb() / 1024)
                + Price.LAMBDA_REQUEST.of(calls),
            "%s s a call at %s GB"
                .formatted(
                    Numbers.brief(ApiFence.CALL_SECONDS),
                    Numbers.brief(stage.memoryMb() / 1024.0))),
        CostItem.same(
            "DynamoDB",
            Price.DYNAMODB_WRITE.of(calls * WRITES),
            "%d writes a call".formatted(WRITES)),
        CostItem.same(
            "logs",
            Price.LOG_GB.of(calls * LOG_KB / 1e6),
            "%s KB a call".formatted(Numbers.brief(LOG_KB))),
        CostItem.same("secret", SECRET_MONTH, "the one that all keys derive from"));
  }

  private double rekognition() {
    return rate.targets().stream()
        .mapToDouble(
            target ->
                RekognitionPrice.month(
                    RekognitionPrice.Group.of(rate.operation()),
                    target.region(),
                    calls * target.weightShare()))
        .sum();
  }

  private CostItem transfer() {
    double gigabytes = CostEstimator.sentMegabytes(megabytes) * calls / 1000;
    double sent = 0;
    double dollars = 0;
    for (TargetRate target : rate.targets()) {
      double part = gigabytes * target.weightShare();
      sent += target.region().equals(stage.homeRegion()) ? 0 : part;
      dollars += part * TransferPrice.perGigabyte(stage.homeRegion(), target.region());
    }
    return CostItem.same(
        "bytes to other Regions", dollars, Numbers.brief(Math.rint(sent)) + " GB as base64");
  }
}
