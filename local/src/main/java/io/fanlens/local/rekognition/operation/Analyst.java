package io.fanlens.local.rekognition.operation;

import io.fanlens.local.vision.DescribedFace;
import io.fanlens.local.vision.Face;
import io.fanlens.local.vision.FaceFinder;
import io.fanlens.local.vision.FaceLikeness;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.UnreadablePictureException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Looks at pictures with as many threads as there are cores, and remembers what it saw by the hash
 * of the bytes: a load test that sends one picture a thousand times has it looked at once. The
 * networks are loaded when they are first needed.
 */
public final class Analyst implements AutoCloseable {

  private final int threads = Runtime.getRuntime().availableProcessors();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          threads, Thread.ofPlatform().daemon().name("rekognition-look-", 0).factory());
  private final Memory<List<Face>> faces = new Memory<>(executor);
  // What it needs of the other memory it gets before, so that no thread of the pool waits for one.
  private final Memory<List<DescribedFace>> described = new Memory<>(executor);
  private FaceFinder finder;
  private FaceLikeness likeness;

  List<Face> faces(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    return faces.recall(sha256, () -> finder().find(PhotoReader.read(bytes)));
  }

  /** The faces with what tells them from others, largest first. */
  List<DescribedFace> describedFaces(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    List<Face> found = faces(sha256, bytes);
    return described.recall(
        sha256,
        () -> {
          Photo photo = PhotoReader.read(bytes);
          return found.stream()
              .map(face -> new DescribedFace(face, likeness().describe(photo, face)))
              .toList();
        });
  }

  private synchronized FaceFinder finder() {
    if (finder == null) {
      finder = new FaceFinder(threads);
    }
    return finder;
  }

  private synchronized FaceLikeness likeness() {
    if (likeness == null) {
      likeness = new FaceLikeness();
    }
    return likeness;
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
