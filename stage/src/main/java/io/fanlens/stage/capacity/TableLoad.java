package io.fanlens.stage.capacity;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What so many pictures a second ask of the two tables. A row takes a claim (one write unit) and a
 * finish (one for each KB).
 *
 * @param picturesPerSecond at which it is computed
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

  /** A new on-demand table takes so many write units a second (DynamoDB Developer Guide). */
  public static final double NEW_TABLE_UNITS = 4_000;

  /** A partition takes no more than so many. */
  public static final double PARTITION_UNITS = 1_000;

  /** A booking takes at most a tenth of a second's worth of permits. */
  private static final double BLOCK_SECONDS = 0.1;

  /**
   * Bookings that failed or were not full: 246 writes a second were measured where full bookings
   * make 220 ({@code bench scale --case 3x100+15x25}).
   */
  private static final double MEASURED_FACTOR = 1.12;

  public static TableLoad of(
      Stage stage, List<OperationRate> rates, double picturesPerSecond, int faces) {
    double units = 0;
    double kilobytes = 0;
    for (OperationSettings operation : stage.operations()) {
      units += unitsOfARow(RowSize.kilobytes(operation, faces));
      kilobytes += RowSize.kilobytes(operation, faces);
    }
    Map<String, Double> partitions = new TreeMap<>();
    if (stage.choice() == QuotaChoice.RESERVE) {
      for (OperationRate rate : rates) {
        for (TargetRate target : rate.targets()) {
          String account = target.target().replace(target.region(), "");
          partitions.merge(
              rate.operation() + account,
              bookings(target, stage.batchSize()) * picturesPerSecond / rate.sum(),
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

  public static double unitsOfARow(double kilobytes) {
    return 1 + Math.ceil(kilobytes);
  }

  /** A second, while the target is used up. */
  private static double bookings(TargetRate target, int batchSize) {
    double block = Math.max(1, Math.floor(target.usable() * BLOCK_SECONDS));
    return target.usable() / Math.min(block, batchSize) * MEASURED_FACTOR;
  }
}
