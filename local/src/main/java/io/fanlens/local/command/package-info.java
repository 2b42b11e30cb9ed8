/**
 * Commands of the launcher: {@code ./fanlens demo} sends pictures through a private local cloud and
 * reports the results; {@code ./fanlens local} runs one until it is stopped.
 */
package io.fanlens.local.command;
