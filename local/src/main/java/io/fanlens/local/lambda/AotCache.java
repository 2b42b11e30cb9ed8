package io.fanlens.local.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The JVM's ahead-of-time cache for a function: one child records what it loads and writes the
 * cache when it ends, and later children start from it. A cache is good for one zip, one JVM and
 * one set of flags, which make its key.
 *
 * <p>The JVM caches only classes of its own class path, and only from jars. So the function's root
 * and libraries also go to the class path, as jars that stay where they are between runs; the class
 * loader of the runtime interface client asks there first and finds the same classes.
 */
final class AotCache {
  /** A recording child writes some 50 to 100 MB when it ends. */
  private static final Duration WRITING = Duration.ofSeconds(60);

  /** A JVM that cannot record must not spoil every start. */
  private static final int MOST_RECORDINGS = 3;

  private final Path home;
  private final List<Path> jars;
  private final LambdaListener listener;
  private final AtomicBoolean recording = new AtomicBoolean();
  private final AtomicInteger recordings = new AtomicInteger();

  private AotCache(Path home, List<Path> jars, LambdaListener listener) {
    this.home = home;
    this.jars = jars;
    this.listener = listener;
  }

  /** What one child does with the cache. */
  record Use(List<String> flags, Duration endsWithin, Path written) {
    private static Use none() {
      return new Use(List.of(), Duration.ofSeconds(2), null);
    }
  }

  static AotCache none() {
    return new AotCache(null, List.of(), event -> {});
  }

  static AotCache in(
      Path directory,
      FunctionSpec function,
      FunctionCode code,
      RuntimeClient client,
      LambdaListener listener)
      throws IOException {
    String prefix = function.name() + "-";
    Path home = directory.toAbsolutePath().resolve(prefix + key(function, code, client));
    if (!Files.isDirectory(home)) {
      Files.createDirectories(directory);
      try (var old = Files.newDirectoryStream(directory, prefix + "*")) {
        old.forEach(TemporaryFiles::delete);
      }
      Path fresh = Files.createTempDirectory(directory, prefix);
      writeJars(code.root(), fresh);
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    }
    List<Path> jars = new ArrayList<>(List.of(home.resolve("task.jar")));
    jars.addAll(libraries(home.resolve("lib")));
    return new AotCache(home, jars, listener);
  }

  /** The class path of a child: the client first, then the function in Lambda's order. */
  List<Path> classPath(List<Path> client) {
    return Stream.concat(client.stream(), jars.stream()).toList();
  }

  /** Uses the cache when there is one; else the first to ask records it. */
  Use use(String childId) {
    if (home == null) {
      return Use.none();
    }
    Path cache = home.resolve("function.aot");
    if (Files.isReadable(cache)) {
      return new Use(List.of("-XX:AOTCache=" + cache), Duration.ofSeconds(2), null);
    }
    if (!recording.compareAndSet(false, true)) {
      return Use.none();
    }
    if (recordings.incrementAndGet() > MOST_RECORDINGS) {
      // Still recording, as far as others can see: nobody tries again.
      return Use.none();
    }
    Path written = home.resolve(childId + "-" + ProcessHandle.current().pid() + ".tmp");
    return new Use(List.of("-XX:AOTCacheOutput=" + written), WRITING, written);
  }

  /** The child is gone: what it recorded counts from now on; if it was killed, the next records. */
  void ended(Use use) {
    if (use.written() == null) {
      return;
    }
    try {
      if (Files.exists(use.written())) {
        Path cache = home.resolve("function.aot");
        Files.move(use.written(), cache, StandardCopyOption.ATOMIC_MOVE);
        listener.on(new LambdaEvent.Notice("Children start faster from now on, by " + cache));
      }
    } catch (IOException e) {
      listener.on(new LambdaEvent.Notice("The start cache was not kept: " + e.getMessage()));
    } finally {
      recording.set(false);
    }
  }

  private static void writeJars(Path root, Path target) throws IOException {
    Files.createDirectories(target.resolve("lib"));
    for (Path library : libraries(root.resolve("lib"))) {
      Files.copy(library, target.resolve("lib").resolve(library.getFileName().toString()));
    }
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

  private static List<Path> libraries(Path lib) throws IOException {
    if (!Files.isDirectory(lib)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(lib)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static String key(FunctionSpec function, FunctionCode code, RuntimeClient client)
      throws IOException {
    StringBuilder parts = new StringBuilder(code.digest());
    Path release = function.java().toRealPath().resolveSibling("../release");
    parts.append(Files.exists(release) ? Files.readString(release) : function.java());
    parts.append(function.java()).append(function.memoryMb()).append(function.jvmFlags());
    parts.append(ChildCommand.quickStart());
    parts.append(function.environment().get("JAVA_TOOL_OPTIONS"));
    parts.append(function.environment().get(ChildCommand.START_SCRIPT));
    for (Path jar : client.classPath()) {
      parts.append(jar).append(Files.getLastModifiedTime(jar)).append(Files.size(jar));
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(parts.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
