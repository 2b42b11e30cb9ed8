package io.fanlens.stage.capacity;

import io.fanlens.settings.OperationSettings;
import java.util.List;

/**
 * The part of a stage's API that a plan depends on.
 *
 * @param homeRegion where gateway, function and tables are
 * @param operations what it answers, and where
 * @param share of the quotas that calls may take while pictures of the bucket wait
 * @param maxWaitSeconds how far ahead a call may be given its start
 * @param concurrency reserved for its function; 0 for none
 * @param memoryMb memory of its function
 * @param requestsPerSecond that the gateway lets in
 */
public record ApiStage(
    String homeRegion,
    List<OperationSettings> operations,
    double share,
    int maxWaitSeconds,
    int concurrency,
    int memoryMb,
    int requestsPerSecond) {

  public ApiStage {
    operations = List.copyOf(operations);
  }
}
