package io.fanlens.local.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Java function that the template asks for.
 *
 * @param environment its variables, resolved
 * @param layers their names, in the order in which they are laid over each other
 */
public record StackFunction(
    String logicalId,
    String name,
    String handler,
    int memoryMb,
    Duration timeout,
    Map<String, String> environment,
    List<String> layers) {

  public StackFunction {
    environment = Map.copyOf(environment);
    layers = List.copyOf(layers);
  }
}
