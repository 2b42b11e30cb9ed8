package io.fanlens.pipeline;

/** The processing of one message, from its receive to its acknowledgement or requeue. */
record MessageRun(QueueMessage message, TimeLeft time, BatchOrder.Place place) {}
