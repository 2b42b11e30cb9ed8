package io.fanlens.local.lambda.runtime;

import java.time.Instant;

/** What a child gets as its next piece of work. */
record Invocation(String requestId, String payload, Instant deadline, String functionArn) {}
