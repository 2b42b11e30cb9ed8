/**
 * The event source mapping: takes batches from the queue, and deletes what a function is done with.
 */
package io.fanlens.local.lambda.mapping;
