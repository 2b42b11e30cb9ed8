/**
 * A local AWS Lambda: runs a deployable zip under the real runtime interface client in child JVMs
 * and feeds it from an SQS queue as an event source mapping does.
 */
package io.fanlens.local.lambda;
