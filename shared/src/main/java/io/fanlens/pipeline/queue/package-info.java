/** The queue of a message: how it waits there, and its turn within its batch. */
package io.fanlens.pipeline.queue;
