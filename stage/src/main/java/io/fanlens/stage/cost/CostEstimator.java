package io.fanlens.stage.cost;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.stage.capacity.Concurrency;
import io.fanlens.stage.capacity.Demand;
import io.fanlens.stage.capacity.FunctionCapacity;
import io.fanlens.stage.capacity.Numbers;
import io.fanlens.stage.capacity.OperationRate;
import io.fanlens.stage.capacity.RowSize;
import io.fanlens.stage.capacity.Stage;
import io.fanlens.stage.capacity.TableLoad;
import io.fanlens.stage.capacity.TargetRate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Estimates the cost of a month from the prices and from what a picture takes of each service. */
public final class CostEstimator {

  /**
   * Upper bounds of the metrics that {@code BatchMetrics} writes; most are written only while
   * something is wrong.
   */
  static final int METRICS_PER_TARGET = 4;

  static final int METRICS_PER_OPERATION = 20;
  static final int METRICS_PER_STACK = 6;

  /** Metrics that alarms watch, by which they are billed; the spending limit's included. */
  private static final int ALARM_METRICS_PER_OPERATION = 6;

  private static final int ALARM_METRICS_PER_STACK = 7;

  /**
   * A Region's line of metrics takes 769 bytes with every metric in it, to which Amazon CloudWatch
   * adds 26; an operation's and the pictures' lines take some 330.
   */
  private static final double LINE_KB = 0.8;

  private static final double SMALL_LINE_KB = 0.36;

  /** The log line of a picture and operation. */
  private static final double OUTCOME_KB = 0.33;

  /** START and REPORT of an invocation, as JSON; a guess. */
  private static final double PLATFORM_LOG_KB = 0.6;

  /** An idle mapping keeps five long polls of 20 s open all month. */
  private static final double EMPTY_RECEIVES = 5 * 3 * 60 * 730;

  /** Bytes travel as base64 in JSON. */
  private static final double BASE64 = 4.0 / 3;

  /** Rekognition's limit of bytes; larger pictures are scaled down. */
  private static final double MAX_MEGABYTES = 5;

  /** Events and records of pipes are billed by as many KB. */
  private static final double EVENT_KB = 64;

  private static final double QUOTA_ITEM_KB = 0.2;
  private static final double READ_UNIT_KB = 4;

  private final Stage stage;
  private final List<OperationRate> rates;
  private final FunctionCapacity functions;
  private final Demand demand;
  private final double reached;
  private final double pictures;

  /**
   * An estimate for one plan.
   *
   * @param reached the throughput in pictures a second
   */
  public CostEstimator(
      Stage stage,
      List<OperationRate> rates,
      FunctionCapacity functions,
      Demand demand,
      double reached) {
    this.stage = stage;
    this.rates = rates;
    this.functions = functions;
    this.demand = demand;
    this.reached = reached;
    pictures = (double) demand.picturesPerMonth();
  }

  public MonthlyCost month() {
    List<CostItem> processing = new ArrayList<>();
    processing.add(
        CostItem.same(
            "Rekognition",
            rekognition(),
            "%s calls, tiers for each Region"
                .formatted(Numbers.brief(pictures * stage.operations().size()))));
    processing.add(transfer());
    processing.add(metrics());
    processing.add(lambda());
    processing.add(results());
    processing.add(quotaTable());
    processing.add(
        CostItem.same(
            "S3 requests", Price.S3_PUT.of(pictures) + Price.S3_GET.of(pictures), "1 PUT, 1 GET"));
    processing.add(sqs());
    processing.add(logs());
    if (stage.events().results() || stage.events().pictures()) {
      processing.add(events());
    }
    return new MonthlyCost(demand.picturesPerMonth(), processing, storage(), atHomeOnly());
  }

  private double rekognition() {
    Map<Map.Entry<String, RekognitionPrice.Group>, Double> calls = new HashMap<>();
    Map<String, String> regions = new HashMap<>();
    for (int i = 0; i < rates.size(); i++) {
      for (TargetRate target : rates.get(i).targets()) {
        regions.put(target.target(), target.region());
        for (RekognitionPrice.Group group : groups(stage.operations().get(i))) {
          calls.merge(
              Map.entry(target.target(), group), pictures * target.weightShare(), Double::sum);
        }
      }
    }
    return calls.entrySet().stream()
        .mapToDouble(
            each ->
                RekognitionPrice.month(
                    each.getKey().getValue(), regions.get(each.getKey().getKey()), each.getValue()))
        .sum();
  }

  private double atHomeOnly() {
    Map<RekognitionPrice.Group, Double> calls = new HashMap<>();
    for (OperationSettings operation : stage.operations()) {
      if (operation.targets().stream().noneMatch(t -> t.region().equals(stage.homeRegion()))) {
        return 0;
      }
      groups(operation).forEach(group -> calls.merge(group, pictures, Double::sum));
    }
    return calls.entrySet().stream()
        .mapToDouble(
            each -> RekognitionPrice.month(each.getKey(), stage.homeRegion(), each.getValue()))
        .sum();
  }

  /** Labels and image properties in one call are billed as two. */
  private static List<RekognitionPrice.Group> groups(OperationSettings operation) {
    List<RekognitionPrice.Group> groups = new ArrayList<>();
    Object features = operation.parameters().get("features");
    boolean properties =
        features instanceof List<?> list
            && list.contains(RekognitionPrice.Group.IMAGE_PROPERTIES.name());
    boolean other = !(features instanceof List<?> list && properties && list.size() == 1);
    if (other) {
      groups.add(RekognitionPrice.Group.of(operation.operation()));
    }
    if (properties) {
      groups.add(RekognitionPrice.Group.IMAGE_PROPERTIES);
    }
    return groups;
  }

  private CostItem transfer() {
    double gigabytes = sentMegabytes(demand.megabytes()) * pictures / 1000;
    double sent = 0;
    double dollars = 0;
    for (OperationRate rate : rates) {
      for (TargetRate target : rate.targets()) {
        double part = gigabytes * target.weightShare();
        sent += target.region().equals(stage.homeRegion()) ? 0 : part;
        dollars += part * TransferPrice.perGigabyte(stage.homeRegion(), target.region());
      }
    }
    return CostItem.same(
        "bytes to other Regions", dollars, Numbers.brief(Math.rint(sent)) + " GB as base64");
  }

  /** What travels of a picture of so many megabytes. */
  static double sentMegabytes(double megabytes) {
    return Math.min(megabytes, MAX_MEGABYTES) * BASE64;
  }

  private CostItem metrics() {
    int targets = rates.stream().mapToInt(rate -> rate.targets().size()).sum();
    int metrics =
        targets * METRICS_PER_TARGET + rates.size() * METRICS_PER_OPERATION + METRICS_PER_STACK;
    return CostItem.same(
        "metrics and alarms",
        Price.METRIC_MONTH.of(metrics)
            + Price.ALARM_MONTH.of(
                rates.size() * ALARM_METRICS_PER_OPERATION + ALARM_METRICS_PER_STACK)
            + Price.DASHBOARD_MONTH.of(1),
        "%d metrics at most, each in every hour".formatted(metrics));
  }

  private CostItem lambda() {
    // With a full queue all functions run; a single picture takes one function for its calls.
    double full = functions.concurrency() / reached;
    double alone = rates.size() * Concurrency.CALL.toMillis() / 1000.0;
    return new CostItem(
        "Lambda",
        lambda(full) + Price.LAMBDA_REQUEST.of(pictures / stage.batchSize()),
        lambda(alone) + Price.LAMBDA_REQUEST.of(pictures),
        "%s to %s s a picture at %s GB"
            .formatted(
                Numbers.brief(full),
                Numbers.brief(alone),
                Numbers.brief(stage.memoryMb() / 1024.0)));
  }

  private double lambda(double secondsAPicture) {
    return Price.LAMBDA_GB_SECOND.of(pictures * secondsAPicture * stage.memoryMb() / 1024);
  }

  private CostItem results() {
    double units = 0;
    for (OperationSettings operation : stage.operations()) {
      units += TableLoad.unitsPerRow(RowSize.kilobytes(operation, demand.faces()));
    }
    return CostItem.same(
        "DynamoDB results",
        Price.DYNAMODB_WRITE.of(units * pictures),
        "%s write units a picture, %d faces".formatted(Numbers.brief(units), demand.faces()));
  }

  private CostItem quotaTable() {
    if (stage.choice() == QuotaChoice.DRAW) {
      return CostItem.same("DynamoDB quota table", 0, "not used with choice draw");
    }
    TableLoad load = TableLoad.of(stage, rates, reached, 0);
    double full = load.quotaWrites() / reached;
    double reads = 0;
    for (OperationRate rate : rates) {
      reads += Math.ceil(rate.targets().size() * QUOTA_ITEM_KB / READ_UNIT_KB);
    }
    return new CostItem(
        "DynamoDB quota table",
        Price.DYNAMODB_WRITE.of(pictures * full)
            + Price.DYNAMODB_READ.of(pictures * reads / stage.batchSize()),
        Price.DYNAMODB_WRITE.of(pictures * rates.size()) + Price.DYNAMODB_READ.of(pictures * reads),
        "%s to %d writes a picture".formatted(Numbers.brief(full), rates.size()));
  }

  private CostItem sqs() {
    return new CostItem(
        "SQS",
        Price.SQS_REQUEST.of(pictures * (1 + 2.0 / stage.batchSize()) + EMPTY_RECEIVES),
        Price.SQS_REQUEST.of(pictures * 3 + EMPTY_RECEIVES),
        "send, receive, delete, and polling");
  }

  private CostItem logs() {
    double lines =
        rates.stream().mapToInt(r -> Math.min(r.targets().size(), stage.batchSize())).sum();
    double ofABatch = SMALL_LINE_KB * (rates.size() + 1) + PLATFORM_LOG_KB;
    double ofAPicture = OUTCOME_KB * rates.size();
    double full = (lines * LINE_KB + ofABatch) / stage.batchSize() + ofAPicture;
    double alone = rates.size() * LINE_KB + ofABatch + ofAPicture;
    return new CostItem(
        "logs",
        Price.LOG_GB.of(pictures * full / 1e6),
        Price.LOG_GB.of(pictures * alone / 1e6),
        "%s to %s KB a picture".formatted(Numbers.brief(full), Numbers.brief(alone)));
  }

  /** A pipe reads whole rows, an event of a result is small. */
  private CostItem events() {
    double events = stage.events().pictures() ? 1 : 0;
    double records = 0;
    if (stage.events().results()) {
      for (OperationSettings operation : stage.operations()) {
        events++;
        records += Math.ceil(RowSize.kilobytes(operation, demand.faces()) / EVENT_KB);
      }
    }
    return CostItem.same(
        "events",
        Price.EVENT.of(pictures * events) + Price.PIPE_REQUEST.of(pictures * records),
        "%s by EventBridge, %s by the pipe a picture"
            .formatted(Numbers.brief(events), Numbers.brief(records)));
  }

  private List<CostItem> storage() {
    double rows =
        TableLoad.of(stage, rates, reached, demand.faces()).rowKilobytes() * pictures / 1e6;
    double gigabytes = demand.megabytes() * pictures / 1000;
    return List.of(
        CostItem.same(
            "pictures in S3", Price.S3_GB_MONTH.of(gigabytes), Numbers.brief(gigabytes) + " GB"),
        CostItem.same(
            "rows, with recovery",
            (Price.DYNAMODB_GB_MONTH.dollars() + Price.DYNAMODB_RECOVERY_GB_MONTH.dollars()) * rows,
            Numbers.brief(rows) + " GB"));
  }
}
