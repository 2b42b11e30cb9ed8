package io.fanlens.local.rekognition;

import io.fanlens.local.vision.Face;
import io.fanlens.local.vision.FaceFinder;
import io.fanlens.local.vision.PhotoReader;
import io.fanlens.local.vision.UnreadablePictureException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Looks at pictures with as many threads as there are cores, and remembers what it saw by the hash
 * of the bytes: a load test that sends one picture a thousand times has it looked at once. The
 * networks are loaded at the first picture.
 */
final class Analyst implements AutoCloseable {

  private static final int REMEMBERED = 4096;

  private final int threads = Runtime.getRuntime().availableProcessors();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          threads, Thread.ofPlatform().daemon().name("rekognition-look-", 0).factory());
  private final Map<String, CompletableFuture<List<Face>>> seen =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<String, CompletableFuture<List<Face>>> eldest) {
          return size() > REMEMBERED;
        }
      };
  private FaceFinder finder;

  List<Face> faces(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    CompletableFuture<List<Face>> faces;
    synchronized (seen) {
      faces = seen.computeIfAbsent(sha256, key -> start(bytes));
    }
    try {
      return faces.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnreadablePictureException unreadable) {
        throw new UnreadablePictureException(unreadable.getMessage());
      }
      synchronized (seen) {
        seen.remove(sha256, faces);
      }
      throw new IllegalStateException(
          "A picture could not be looked at: " + e.getCause(), e.getCause());
    }
  }

  private CompletableFuture<List<Face>> start(byte[] bytes) {
    CompletableFuture<List<Face>> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            result.complete(finder().find(PhotoReader.read(bytes)));
          } catch (Throwable e) {
            // Whatever it is, the callers that wait for it must hear of it.
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private synchronized FaceFinder finder() {
    if (finder == null) {
      finder = new FaceFinder(threads);
    }
    return finder;
  }

  @Override
  public synchronized void close() {
    executor.shutdownNow();
    if (finder != null) {
      finder.close();
      finder = null;
    }
  }
}
