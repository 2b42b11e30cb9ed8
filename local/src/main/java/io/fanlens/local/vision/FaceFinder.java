package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Photo;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Finds the faces of a photo. Safe for any number of threads; as many look at once as there are
 * pairs of networks, the others wait. One look at a 2 Mpx photo takes about 0.1 s of one core.
 *
 * <p>Run networks on platform threads: the native calls would hold the carrier of a virtual one.
 */
public final class FaceFinder implements AutoCloseable {

  /** As many as Rekognition gives: the largest. */
  private static final int MOST_FACES = 100;

  private final BlockingQueue<Gaze> idle = new LinkedBlockingQueue<>();
  private final int size;

  /** With as many pairs of networks as can run at once; each takes about 30 MB. */
  public FaceFinder(int parallel) {
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel is " + parallel + "; give at least 1");
    }
    size = parallel;
    for (int i = 0; i < parallel; i++) {
      idle.add(new Gaze());
    }
  }

  /** The faces, largest first, at most 100. */
  public List<Face> find(Photo photo) throws InterruptedException {
    Gaze gaze = idle.take();
    try {
      return gaze.faces(photo).stream()
          .sorted(Comparator.comparingDouble((Mesh mesh) -> Geometry.box(mesh).area()).reversed())
          .limit(MOST_FACES)
          .map(mesh -> face(photo, mesh))
          .toList();
    } finally {
      idle.add(gaze);
    }
  }

  private static Face face(Photo photo, Mesh mesh) {
    Geometry geometry = new Geometry(mesh, photo);
    return new Face(
        geometry.box(),
        100 * mesh.presence,
        geometry.landmarks(),
        geometry.pose(),
        Look.quality(photo, mesh),
        geometry.eyesOpen(),
        geometry.mouthOpen());
  }

  /** Waits for looks under way and gives the native memory back. */
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
