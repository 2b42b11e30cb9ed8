package io.fanlens.stage.capacity;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The load on both tables at some throughput. A row takes a claim (one write unit) and a result
 * (one for each KB).
 *
 * @param picturesPerSecond the throughput
 * @param resultUnits write units a second of the table of results
 * @param rowKilobytes size of the rows of a picture, all operations together
 * @param quotaWrites writes a second of the quota table
 * @param hottestPartition writes a second of its busiest partition key: one operation of one
 *     account
 */
public record TableLoad(
    double picturesPerSecond,
    double resultUnits,
    double rowKilobytes,
    double quotaWrites,
    double hottestPartition) {

  /** Write units a second of a new on-demand table (DynamoDB Developer Guide). */
  public static final double NEW_TABLE_UNITS = 4_000;

  /** Write units a second of one partition. */
  public static final double PARTITION_UNITS = 1_000;

  /** A reservation takes permits for at most a tenth of a second. */
  private static final double BLOCK_SECONDS = 0.1;

  /**
   * Reservations that failed or were not full: 246 writes a second were measured where full ones
   * make 220 ({@code bench scale --case 3x100+15x25}).
   */
  private static final double MEASURED_FACTOR = 1.12;

  public static TableLoad of(
      Stage stage, List<OperationRate> rates, double picturesPerSecond, int faces) {
    double units = 0;
    double kilobytes = 0;
    for (OperationSettings operation : stage.operations()) {
      units += unitsPerRow(RowSize.kilobytes(operation, faces));
      kilobytes += RowSize.kilobytes(operation, faces);
    }
    Map<String, Double> partitions = new TreeMap<>();
    if (stage.choice() == QuotaChoice.RESERVE) {
      for (OperationRate rate : rates) {
        for (TargetRate target : rate.targets()) {
          String account = target.target().replace(target.region(), "");
          partitions.merge(
              rate.operation() + account,
              reservations(target, stage.batchSize()) * picturesPerSecond / rate.sum(),
              Double::sum);
        }
      }
    }
    return new TableLoad(
        picturesPerSecond,
        units * picturesPerSecond,
        kilobytes,
        partitions.values().stream().mapToDouble(each -> each).sum(),
        partitions.values().stream().mapToDouble(each -> each).max().orElse(0));
  }

  public static double unitsPerRow(double kilobytes) {
    return 1 + Math.ceil(kilobytes);
  }

  /** Per second, while the target's quota is used up. */
  private static double reservations(TargetRate target, int batchSize) {
    double block = Math.max(1, Math.floor(target.usable() * BLOCK_SECONDS));
    return target.usable() / Math.min(block, batchSize) * MEASURED_FACTOR;
  }
}
