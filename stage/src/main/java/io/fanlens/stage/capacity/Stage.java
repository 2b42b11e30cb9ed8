package io.fanlens.stage.capacity;

import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.OperationsByPrefix;
import io.fanlens.settings.QuotaChoice;
import java.util.List;

/**
 * What of a stage's configuration matters for a plan. A plan counts every picture as one that is
 * asked every operation: how many pictures come under which prefix is not known.
 *
 * @param name of its block in cdk.json
 * @param homeRegion where bucket, queue, function and table are
 * @param operations what is asked about each picture, and where
 * @param operationsByPrefix which of them are asked about which keys
 * @param choice how calls are spread
 * @param memoryMb memory of the function
 * @param batchSize messages a function takes at once
 * @param maximumConcurrency batches in hand at once
 * @param concurrencyDerived whether that follows from the quotas, and grows with them
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
    boolean concurrencyDerived) {

  public Stage {
    operations = List.copyOf(operations);
  }
}
