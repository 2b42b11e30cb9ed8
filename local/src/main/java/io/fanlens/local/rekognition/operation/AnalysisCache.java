package io.fanlens.local.rekognition.operation;

import io.fanlens.local.vision.photo.UnreadablePictureException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** Results of the latest 4,096 pictures, by the hash of their bytes; each is analyzed once. */
final class AnalysisCache<T> {

  private static final int MAX_ENTRIES = 4096;

  private final Executor executor;
  private final Map<String, CompletableFuture<T>> results =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<T>> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  AnalysisCache(Executor executor) {
    this.executor = executor;
  }

  T get(String sha256, Callable<T> analysis)
      throws UnreadablePictureException, InterruptedException {
    CompletableFuture<T> result;
    synchronized (results) {
      result = results.computeIfAbsent(sha256, key -> start(analysis));
    }
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnreadablePictureException unreadable) {
        throw new UnreadablePictureException(unreadable.getMessage());
      }
      synchronized (results) {
        results.remove(sha256, result);
      }
      throw new IllegalStateException(
          "A picture could not be analyzed: " + e.getCause(), e.getCause());
    }
  }

  private CompletableFuture<T> start(Callable<T> analysis) {
    CompletableFuture<T> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            result.complete(analysis.call());
          } catch (Throwable e) {
            // Waiting callers must receive any failure.
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
