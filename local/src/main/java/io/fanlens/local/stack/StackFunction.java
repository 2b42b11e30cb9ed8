package io.fanlens.local.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Java function of the template.
 *
 * @param roleArn whose permissions it has; empty where the template names none
 * @param environment variables, resolved
 * @param reservedConcurrency invocations at a time at most
 * @param layers names, in mount order
 */
public record StackFunction(
    String logicalId,
    String name,
    String handler,
    String roleArn,
    int memoryMb,
    Duration timeout,
    Optional<Integer> reservedConcurrency,
    Map<String, String> environment,
    List<String> layers) {

  public StackFunction {
    environment = Map.copyOf(environment);
    layers = List.copyOf(layers);
  }
}
