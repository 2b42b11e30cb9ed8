package io.fanlens.local.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanlens.access.Sha256;
import io.fanlens.local.lambda.FunctionSpec;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Where an ahead-of-time cache lies, with the jars that it was recorded from. A cache is good for
 * one handler of one zip, one runtime, one JVM and one set of flags, which make its folder's name:
 * all stages share it.
 *
 * <p>The JVM caches only classes of its own class path, and only from jars that are still the same
 * files. So the runtime, the function's root and its libraries are kept here between runs; the
 * class loader of a runtime looks at the class path first and finds the same classes.
 *
 * @param jars the class path of a child: the runtime first, then the function in Lambda's order
 */
record AotHome(Path folder, List<Path> jars) {

  private static final Duration UNUSED = Duration.ofDays(7);

  static AotHome in(Path directory, FunctionSpec function, FunctionCode code, ChildRuntime runtime)
      throws IOException {
    String prefix = handler(function) + "-";
    Path home = directory.toAbsolutePath().resolve(prefix + key(function, code, runtime));
    if (!Files.isDirectory(home)) {
      Files.createDirectories(directory);
      deleteUnused(directory, prefix);
      Path fresh = Files.createTempDirectory(directory, prefix);
      writeJars(code.root(), runtime, fresh);
      moveUnlessThere(fresh, home);
    }
    List<Path> jars = new ArrayList<>();
    for (Path jar : runtime.classPath()) {
      jars.add(home.resolve("runtime").resolve(jar.getFileName().toString()));
    }
    jars.add(home.resolve("task.jar"));
    jars.addAll(libraries(home.resolve("lib")));
    return new AotHome(home, List.copyOf(jars));
  }

  /** The handler's class without its package. */
  private static String handler(FunctionSpec function) {
    String type = function.handler().replaceFirst("::.*", "");
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '_');
  }

  /** Another process may have been quicker, with the same files. */
  private static void moveUnlessThere(Path fresh, Path home) throws IOException {
    try {
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      TemporaryFiles.delete(fresh);
    }
  }

  /** Homes that other processes may be using are younger than that. */
  private static void deleteUnused(Path directory, String prefix) throws IOException {
    Instant unused = Instant.now().minus(UNUSED);
    try (var homes = Files.newDirectoryStream(directory, prefix + "*")) {
      for (Path home : homes) {
        if (Files.getLastModifiedTime(home).toInstant().isBefore(unused)) {
          TemporaryFiles.delete(home);
        }
      }
    }
  }

  Path cache() {
    return folder.resolve("function.aot");
  }

  /** What a child writes before it is the cache. */
  Path recording(String childId) {
    return folder.resolve(childId + "-" + ProcessHandle.current().pid() + ".tmp");
  }

  private static void writeJars(Path root, ChildRuntime runtime, Path target) throws IOException {
    copy(runtime.classPath(), target.resolve("runtime"));
    copy(libraries(root.resolve("lib")), target.resolve("lib"));
    try (JarOutputStream jar =
            new JarOutputStream(Files.newOutputStream(target.resolve("task.jar")));
        Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path inside = root.relativize(file);
        if (!inside.startsWith("lib")) {
          jar.putNextEntry(new JarEntry(inside.toString()));
          Files.copy(file, jar);
        }
      }
    }
  }

  private static void copy(List<Path> jars, Path target) throws IOException {
    Files.createDirectories(target);
    for (Path jar : jars) {
      Files.copy(jar, target.resolve(jar.getFileName().toString()));
    }
  }

  private static List<Path> libraries(Path lib) throws IOException {
    if (!Files.isDirectory(lib)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static String key(FunctionSpec function, FunctionCode code, ChildRuntime runtime)
      throws IOException {
    StringBuilder parts = new StringBuilder(code.digest());
    Path release = function.java().toRealPath().resolveSibling("../release");
    parts.append(Files.exists(release) ? Files.readString(release) : function.java());
    parts.append(function.java()).append(function.jvmFlags());
    parts.append(ChildCommand.quickStart());
    parts.append(function.environment().get("JAVA_TOOL_OPTIONS"));
    String startScript = function.environment().get(ChildCommand.START_SCRIPT);
    // The same one may be named by another path.
    parts.append(startScript == null ? null : Path.of(startScript).toAbsolutePath().normalize());
    parts.append(runtime.mainClass());
    for (Path jar : runtime.classPath()) {
      parts.append(jar.getFileName()).append(FunctionCode.digest(jar));
    }
    return Sha256.hex(parts.toString().getBytes(UTF_8)).substring(0, 16);
  }
}
