package io.fanlens.bench.pictures;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command of a JVM as the function gets one: the same flags, and the same share for the heap.
 * With SnapStart, which the stack turns on, AWS Lambda lets Java compile fully.
 */
final class FunctionProcess {

  /** The stack's default for a function, in MB. */
  static final int MEMORY_MB = 2_048;

  /** Lambda's own share of a function's memory for the heap. */
  private static final double HEAP_SHARE = 0.85;

  private FunctionProcess() {}

  static List<String> command(Class<?> main, Object... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (int) (MEMORY_MB * HEAP_SHARE) + "m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    return command;
  }
}
