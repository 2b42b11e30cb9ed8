package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Photo;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Finds the faces of a photo. Thread-safe; as many calls run at once as there are pairs of
 * networks, the others wait. A 2 Mpx photo takes about 0.1 s of one core.
 *
 * <p>Call it from platform threads: native calls would pin the carrier of a virtual one.
 */
public final class FaceFinder implements AutoCloseable {

  /** As many as Rekognition returns. */
  private static final int MAX_FACES = 100;

  private final BlockingQueue<FaceScanner> idle = new LinkedBlockingQueue<>();
  private final int size;

  /** With this many pairs of networks; each takes about 30 MB. */
  public FaceFinder(int parallel) {
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is " + parallel + "; give at least 1");
    }
    size = parallel;
    for (int i = 0; i < parallel; i++) {
      idle.add(new FaceScanner());
    }
  }

  /** The faces, largest first, at most 100. */
  public List<Face> find(Photo photo) throws InterruptedException {
    FaceScanner scanner = idle.take();
    try {
      return scanner.faces(photo).stream()
          .sorted(Comparator.comparingDouble((Mesh mesh) -> Geometry.box(mesh).area()).reversed())
          .limit(MAX_FACES)
          .map(mesh -> face(photo, mesh))
          .toList();
    } finally {
      idle.add(scanner);
    }
  }

  private static Face face(Photo photo, Mesh mesh) {
    Geometry geometry = new Geometry(mesh, photo);
    return new Face(
        geometry.box(),
        100 * mesh.presence,
        geometry.landmarks(),
        geometry.pose(),
        FaceQuality.quality(photo, mesh),
        geometry.eyesOpen(),
        geometry.mouthOpen());
  }

  /** Waits for calls in progress and frees the native memory. */
  @Override
  public void close() {
    try {
      for (int i = 0; i < size; i++) {
        idle.take().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
