package io.fanlens.local.lambda.plain;

/**
 * An invocation as the Runtime API hands it out.
 *
 * @param traceId the trace header; null when there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlainInvocation(
    String requestId, long deadlineMillis, String functionArn, String traceId, byte[] event) {}
