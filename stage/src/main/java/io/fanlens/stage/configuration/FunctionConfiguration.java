package io.fanlens.stage.configuration;

import io.fanlens.stage.capacity.Concurrency;

/**
 * The function, and how the queue feeds it.
 *
 * @param memoryMb memory; 1,769 MB buy one full CPU
 * @param heic whether HEIC pictures are decoded, which takes another layer
 * @param keepActive whether a message a week keeps its version from becoming inactive
 * @param batchSize messages in a batch
 * @param maximumConcurrency batches in flight
 */
public record FunctionConfiguration(
    int memoryMb, boolean heic, boolean keepActive, int batchSize, int maximumConcurrency) {

  static FunctionConfiguration read(ConfigurationBlock stage, AnalysisConfiguration analysis) {
    int memoryMb = stage.wholeNumber("memoryMb", 2048, 128, 10_240);
    boolean heic = stage.flag("heic", true);
    boolean keepActive = stage.flag("keepActive", false);
    int batchSize = stage.wholeNumber("batchSize", 10, 1, 10);
    return new FunctionConfiguration(
        memoryMb,
        heic,
        keepActive,
        batchSize,
        stage.derivedNumber(
            "maximumConcurrency",
            MaximumConcurrency.of(analysis, batchSize),
            Concurrency.MIN,
            Concurrency.MAX));
  }
}
