package io.fanlens.stage.configuration;

import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Environment variables by which the function's JVM leaves memory to the native libraries in its
 * layers. AWS Lambda sets the heap size on the command line, which overrides {@code
 * JAVA_TOOL_OPTIONS}, and rejects a variable called {@code _JAVA_OPTIONS}; so a script of the layer
 * sets that one. No option permits the calls of native code: any of those that could makes the JVM
 * refuse the AOT cache of AWS Lambda's runtime, and without one Java 25 calls and warns once.
 */
public final class NativeEnvironment {

  private NativeEnvironment() {}

  /** Values by name, sorted: the template must not change from one synthesis to the next. */
  public static SequencedMap<String, String> variables() {
    return new TreeMap<>(Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/opt/fanlens/start"));
  }
}
