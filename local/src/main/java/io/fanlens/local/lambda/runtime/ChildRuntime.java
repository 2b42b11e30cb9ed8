package io.fanlens.local.lambda.runtime;

import io.fanlens.local.lambda.FunctionRuntime;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** What stands between a child JVM and the function: asks for work, calls the handler, answers. */
interface ChildRuntime {

  /**
   * Makes a runtime ready to be started.
   *
   * @param directory for its files, as long as the service lives
   */
  static ChildRuntime in(Path directory, FunctionRuntime choice) throws IOException {
    return switch (choice.onThisMachine()) {
      case AMAZON -> AmazonRuntime.unpack(directory);
      case PLAIN -> PlainRuntimeJar.write(directory);
      case AUTO -> throw new IllegalStateException("AUTO is no runtime");
    };
  }

  String mainClass();

  /** Its jars, in the order in which Lambda puts them. */
  List<Path> classPath();

  /** Flags of the JVM that it needs. */
  List<String> flags();

  /** The jar that a class of this program's own class path comes from. */
  static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("No jar of " + type + " can be named", e);
    }
  }
}
