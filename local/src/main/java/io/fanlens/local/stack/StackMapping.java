package io.fanlens.local.stack;

import java.time.Duration;

/**
 * An event source mapping from a queue to a function.
 *
 * @param functionName of a {@link StackFunction}
 * @param maximumConcurrency concurrent invocations; AWS Lambda's limit where none is set
 */
public record StackMapping(
    String logicalId,
    String functionName,
    String queueUrl,
    String queueArn,
    int batchSize,
    Duration maximumBatchingWindow,
    boolean reportBatchItemFailures,
    int maximumConcurrency) {}
