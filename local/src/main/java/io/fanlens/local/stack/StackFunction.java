package io.fanlens.local.stack;

import java.time.Duration;
import java.util.Map;

/**
 * A Java function that the template asks for.
 *
 * @param environment its variables, resolved
 */
public record StackFunction(
    String logicalId,
    String name,
    String handler,
    int memoryMb,
    Duration timeout,
    Map<String, String> environment) {

  public StackFunction {
    environment = Map.copyOf(environment);
  }
}
