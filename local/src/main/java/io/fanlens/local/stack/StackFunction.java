package io.fanlens.local.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Java function that the template asks for.
 *
 * @param roleArn whose rights it has; empty where the template names none
 * @param environment its variables, resolved
 * @param layers their names, in the order in which they are laid over each other
 */
public record StackFunction(
    String logicalId,
    String name,
    String handler,
    String roleArn,
    int memoryMb,
    Duration timeout,
    Map<String, String> environment,
    List<String> layers) {

  public StackFunction {
    environment = Map.copyOf(environment);
    layers = List.copyOf(layers);
  }
}
