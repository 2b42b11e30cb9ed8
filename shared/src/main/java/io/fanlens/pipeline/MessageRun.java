package io.fanlens.pipeline;

import io.fanlens.pipeline.queue.BatchOrder;
import io.fanlens.pipeline.queue.QueueMessage;

/** The processing of one message, from its receive to its acknowledgement or requeue. */
record MessageRun(QueueMessage message, TimeLeft time, BatchOrder.Place place) {}
