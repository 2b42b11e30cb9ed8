/**
 * What the launcher runs: {@code ./fanlens demo} sends pictures through a private local cloud and
 * reports what was seen; {@code ./fanlens local} runs one until it is stopped.
 */
package io.fanlens.local.command;
