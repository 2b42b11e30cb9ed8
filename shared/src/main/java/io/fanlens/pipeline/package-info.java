/** The life of a picture: from a queue's message to durable rows, and its outcome. */
package io.fanlens.pipeline;
