package io.fanlens.analysis;

import io.fanlens.quota.Target;

/** The right to send one call now. How it ended must be told. */
public interface Turn extends AutoCloseable {

  Target target();

  void answered();

  void failed(CallProblem problem);

  @Override
  void close();
}
