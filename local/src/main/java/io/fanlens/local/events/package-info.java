/**
 * The parts of EventBridge that the stack uses: a pipe from a table's stream to an event bus with a
 * log, and rules from the bus to queues.
 */
package io.fanlens.local.events;
