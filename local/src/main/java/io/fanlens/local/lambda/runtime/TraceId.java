package io.fanlens.local.lambda.runtime;

import java.util.Locale;

/** An X-Ray trace header for an invocation that nobody traces: well-formed, and not sampled. */
final class TraceId {
  private TraceId() {}

  static String of(Invocation invocation) {
    String hex = invocation.requestId().replace("-", "");
    long seconds = invocation.deadline().getEpochSecond();
    return String.format(
        Locale.ROOT,
        "Root=1-%08x-%s;Parent=%s;Sampled=0",
        seconds,
        hex.substring(0, 24),
        hex.substring(16, 32));
  }
}
