/**
 * A local AWS Lambda: what a function and its event source mapping are, and what is reported of
 * them. {@code service} starts one, {@code mapping} feeds it from its queue, {@code runtime} keeps
 * its processes, and {@code plain} is what runs inside such a process.
 */
package io.fanlens.local.lambda;
