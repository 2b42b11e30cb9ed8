package io.fanlens.local.stack;

import java.time.Duration;

/**
 * A queue that feeds a function.
 *
 * @param functionName of a {@link StackFunction}
 * @param maximumConcurrency invocations at a time; AWS Lambda's own bound where the template has
 *     none
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
