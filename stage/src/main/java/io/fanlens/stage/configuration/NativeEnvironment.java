package io.fanlens.stage.configuration;

import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What the function's JVM must be told of the native libraries in its layers: that Java may call
 * native code, and to leave memory for it. AWS Lambda names the heap on the command line, where
 * {@code JAVA_TOOL_OPTIONS} does not reach it, and takes no variable called {@code _JAVA_OPTIONS};
 * so a script of the layer sets that.
 */
public final class NativeEnvironment {

  private NativeEnvironment() {}

  /** Environment variables by their names. */
  public static SequencedMap<String, String> variables() {
    return new TreeMap<>(
        Map.of(
            "JAVA_TOOL_OPTIONS", "--enable-native-access=ALL-UNNAMED",
            "AWS_LAMBDA_EXEC_WRAPPER", "/opt/fanlens/start"));
  }
}
