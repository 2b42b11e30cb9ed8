package io.fanlens.stage.capacity;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import java.util.List;

/**
 * The part of a stage's configuration that a plan depends on. A plan counts every picture for all
 * operations, since the number of pictures under each prefix is unknown.
 *
 * @param name of its block in cdk.json
 * @param homeRegion where bucket, queue, function and table are
 * @param operations what pictures are analyzed for, and where
 * @param operationsByPrefix which of them run for which keys
 * @param choice how calls are distributed over the targets
 * @param memoryMb memory of the function
 * @param batchSize messages in a batch
 * @param maximumConcurrency batches in flight
 * @param concurrencyDerived whether that is derived from the quotas, and grows with them
 * @param maxCallsPerDay after which pictures wait until the next day; 0 for no limit
 * @param events which of them pass Amazon EventBridge
 */
public record Stage(
    String name,
    String homeRegion,
    List<OperationSettings> operations,
    OperationsByPrefix operationsByPrefix,
    QuotaChoice choice,
    int memoryMb,
    int batchSize,
    int maximumConcurrency,
    boolean concurrencyDerived,
    int maxCallsPerDay,
    Events events) {

  /**
   * What Amazon EventBridge transports.
   *
   * @param results results are published, through a pipe
   * @param pictures uploads to an existing bucket
   */
  public record Events(boolean results, boolean pictures) {

    public static final Events NONE = new Events(false, false);
  }

  public Stage {
    operations = List.copyOf(operations);
  }
}
