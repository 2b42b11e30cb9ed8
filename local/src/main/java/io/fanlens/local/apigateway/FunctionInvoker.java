package io.fanlens.local.apigateway;

import io.fanlens.local.lambda.Invoked;
import java.util.Optional;

/** The functions, as an API sees them. */
public interface FunctionInvoker {
  /** Invokes a function and waits for its answer. */
  Invoked invoke(String functionArn, String payload) throws InterruptedException;

  /**
   * Why an API may not invoke a function; empty when it may.
   *
   * @param sourceArn of stage, method and path
   */
  Optional<String> refusal(String functionArn, String sourceArn);
}
