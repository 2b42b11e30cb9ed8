/**
 * EventBridge as far as the stack uses it: a pipe from a table's stream to a bus one can look at.
 */
package io.fanlens.local.events;
