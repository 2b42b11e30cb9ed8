package io.fanlens.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What a function's processes start from. All classes start the same functions, more than 100
 * times, and a cache is written when a process ends; so one process of each is started for it
 * first.
 */
public final class StartCache {

  public static final Path FOLDER = Path.of("target/aot");

  private static final Lock LOCK = new ReentrantLock();
  private static final Set<String> TRIED = new HashSet<>();

  private StartCache() {}

  /** Of the function that analyzes. */
  public static void record() {
    record("AnalyzeHandler", StartCache::analyzeOne);
  }

  /**
   * Of one more function.
   *
   * @param handler its class
   * @param first starts a process and ends it
   */
  public static void record(String handler, Runnable first) {
    LOCK.lock();
    try {
      if (TRIED.add(handler) && !isThere(handler)) {
        first.run();
      }
    } finally {
      LOCK.unlock();
    }
  }

  /** Whether an earlier run left one; if its zip was another, a process records anew. */
  private static boolean isThere(String handler) {
    if (!Files.isDirectory(FOLDER)) {
      return false;
    }
    try (Stream<Path> homes = Files.list(FOLDER)) {
      return homes
          .filter(home -> home.getFileName().toString().startsWith(handler))
          .anyMatch(home -> Files.exists(home.resolve("function.aot")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void analyzeOne() {
    try (PipelineCloud cloud =
        new PipelineOptions(workplace("analyze")).processes(1).startAsItIs()) {
      cloud.upload("first.jpg", PipelinePictures.face());
      cloud.awaitRow("first.jpg", PipelineCloud.FACES, "SUCCEEDED");
      cloud.awaitRow("first.jpg", PipelineCloud.LABELS, "SUCCEEDED");
    }
  }

  /** A folder for a first process. */
  public static Path workplace(String name) {
    try {
      return Files.createDirectories(Path.of("target/start-cache").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
