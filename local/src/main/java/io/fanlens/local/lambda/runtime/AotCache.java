package io.fanlens.local.lambda.runtime;

import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The JVM's ahead-of-time cache for a function: one child records what it loads and writes the
 * cache when it ends, and later children start from it.
 */
final class AotCache {
  /** A recording child writes some 50 to 100 MB when it ends. */
  private static final Duration WRITING = Duration.ofSeconds(60);

  /** A JVM that cannot record must not spoil every start. */
  private static final int MOST_RECORDINGS = 3;

  private final Optional<AotHome> home;
  private final LambdaListener listener;
  private final AtomicBoolean recording = new AtomicBoolean();
  private final AtomicInteger recordings = new AtomicInteger();

  private AotCache(Optional<AotHome> home, LambdaListener listener) {
    this.home = home;
    this.listener = listener;
  }

  /** What one child does with the cache. */
  record Use(List<String> flags, Duration endsWithin, Optional<Path> written) {
    private static Use none() {
      return new Use(List.of(), Duration.ofSeconds(2), Optional.empty());
    }
  }

  static AotCache none() {
    return new AotCache(Optional.empty(), event -> {});
  }

  static AotCache in(
      Path directory,
      FunctionSpec function,
      FunctionCode code,
      ChildRuntime runtime,
      LambdaListener listener)
      throws IOException {
    return new AotCache(Optional.of(AotHome.in(directory, function, code, runtime)), listener);
  }

  /** The class path of a child: the runtime's alone where there is no cache. */
  List<Path> classPath(ChildRuntime runtime) {
    return home.map(AotHome::jars).orElseGet(runtime::classPath);
  }

  /** Uses the cache when there is one; else the first child records it. */
  Use use(String childId) {
    return home.map(found -> use(found, childId)).orElseGet(Use::none);
  }

  private Use use(AotHome found, String childId) {
    if (Files.isReadable(found.cache())) {
      return new Use(
          List.of("-XX:AOTCache=" + found.cache()), Duration.ofSeconds(2), Optional.empty());
    }
    if (!recording.compareAndSet(false, true)) {
      return Use.none();
    }
    if (recordings.incrementAndGet() > MOST_RECORDINGS) {
      // Still recording, as far as others can see: nobody tries again.
      return Use.none();
    }
    Path written = found.recording(childId);
    return new Use(List.of("-XX:AOTCacheOutput=" + written), WRITING, Optional.of(written));
  }

  /** The child is gone: what it recorded counts from now on; if it was killed, the next records. */
  void ended(Use use) {
    if (use.written().isEmpty()) {
      return;
    }
    Path written = use.written().get();
    try {
      if (Files.exists(written)) {
        Path cache = home.orElseThrow().cache();
        Files.move(written, cache, StandardCopyOption.ATOMIC_MOVE);
        listener.on(new LambdaEvent.Notice("Children start faster from now on, by " + cache));
      }
    } catch (IOException e) {
      listener.on(new LambdaEvent.Notice("The start cache was not kept: " + e.getMessage()));
    } finally {
      recording.set(false);
    }
  }
}
