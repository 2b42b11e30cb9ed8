package io.fanlens.local.lambda;

import java.time.Duration;

/**
 * How a queue feeds a function: the values of an AWS::Lambda::EventSourceMapping.
 *
 * @param batchSize messages in one invocation at most; over 10 only with a window of a second
 * @param maximumBatchingWindow how long a batch may wait to fill; zero takes what one receive gives
 * @param reportBatchItemFailures whether the answer names the messages that failed
 * @param maximumConcurrency invocations at a time, 2 to 1,000
 */
public record EventSourceMappingSpec(
    String queueUrl,
    String queueArn,
    int batchSize,
    Duration maximumBatchingWindow,
    boolean reportBatchItemFailures,
    int maximumConcurrency) {

  public EventSourceMappingSpec {
    Check.that(
        queueArn.startsWith("arn:") && queueArn.split(":", 6).length == 6,
        "queueArn",
        queueArn,
        "give arn:aws:sqs:region:account:name");
    Check.that(
        batchSize >= 1 && batchSize <= 10_000, "batchSize", batchSize, "Lambda allows 1 to 10000");
    Check.that(
        !maximumBatchingWindow.isNegative() && maximumBatchingWindow.toSeconds() <= 300,
        "maximumBatchingWindow",
        maximumBatchingWindow,
        "Lambda allows 0 to 300 s");
    Check.that(
        batchSize <= 10 || maximumBatchingWindow.toSeconds() >= 1,
        "batchSize",
        batchSize,
        "over 10 Lambda wants a maximumBatchingWindow of at least 1 s");
    Check.that(
        maximumConcurrency >= 2 && maximumConcurrency <= 1000,
        "maximumConcurrency",
        maximumConcurrency,
        "Lambda allows 2 to 1000");
  }
}
