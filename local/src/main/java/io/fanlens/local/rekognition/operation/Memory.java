package io.fanlens.local.rekognition.operation;

import io.fanlens.local.vision.photo.UnreadablePictureException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;

/** What was seen on the last 4,096 pictures, by the hash of their bytes; each is looked at once. */
final class Memory<T> {

  private static final int REMEMBERED = 4096;

  private final Executor executor;
  private final Map<String, CompletableFuture<T>> seen =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<T>> eldest) {
          return size() > REMEMBERED;
        }
      };

  Memory(Executor executor) {
    this.executor = executor;
  }

  T recall(String sha256, Callable<T> look)
      throws UnreadablePictureException, InterruptedException {
    CompletableFuture<T> result;
    synchronized (seen) {
      result = seen.computeIfAbsent(sha256, key -> start(look));
    }
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnreadablePictureException unreadable) {
        throw new UnreadablePictureException(unreadable.getMessage());
      }
      synchronized (seen) {
        seen.remove(sha256, result);
      }
      throw new IllegalStateException(
          "A picture could not be looked at: " + e.getCause(), e.getCause());
    }
  }

  private CompletableFuture<T> start(Callable<T> look) {
    CompletableFuture<T> result = new CompletableFuture<>();
    executor.execute(
        () -> {
          try {
            result.complete(look.call());
          } catch (Throwable e) {
            // Whatever it is, the callers that wait for it must hear of it.
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
