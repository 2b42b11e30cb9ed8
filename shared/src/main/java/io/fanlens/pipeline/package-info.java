/** The life of a picture: from a queue's message to durable rows, and what became of it. */
package io.fanlens.pipeline;
