/**
 * EventBridge as far as the stack uses it: a pipe from a table's stream to a bus one can look at,
 * and rules from the bus to queues.
 */
package io.fanlens.local.events;
