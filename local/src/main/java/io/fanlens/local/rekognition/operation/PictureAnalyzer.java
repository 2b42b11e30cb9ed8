package io.fanlens.local.rekognition.operation;

import io.fanlens.local.vision.DescribedFace;
import io.fanlens.local.vision.Face;
import io.fanlens.local.vision.FaceFinder;
import io.fanlens.local.vision.FaceLikeness;
import io.fanlens.local.vision.label.FoundObject;
import io.fanlens.local.vision.label.ObjectFinder;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.UnreadablePictureException;
import io.fanlens.local.vision.text.TextLine;
import io.fanlens.local.vision.text.TextRecognizer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Analyzes pictures with one thread for each core, and caches results by the hash of the bytes: a
 * load test that sends one picture a thousand times has it analyzed once. The networks are loaded
 * on first use.
 */
public final class PictureAnalyzer implements AutoCloseable {

  private final int threads = Runtime.getRuntime().availableProcessors();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          threads, Thread.ofPlatform().daemon().name("rekognition-analysis-", 0).factory());
  private final AnalysisCache<List<Face>> faces = new AnalysisCache<>(executor);
  // Its input from the other cache is fetched before, so that no pool thread waits for another.
  private final AnalysisCache<List<DescribedFace>> described = new AnalysisCache<>(executor);
  private final AnalysisCache<List<TextLine>> text = new AnalysisCache<>(executor);
  private final AnalysisCache<List<FoundObject>> objects = new AnalysisCache<>(executor);
  private ObjectFinder objectFinder;
  private FaceFinder finder;
  private TextRecognizer recognizer;
  private FaceLikeness likeness;

  List<Face> faces(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    return faces.get(sha256, () -> finder().find(PhotoReader.read(bytes)));
  }

  /** The faces with their descriptors, largest first. */
  List<DescribedFace> describedFaces(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    List<Face> found = faces(sha256, bytes);
    return described.get(
        sha256,
        () -> {
          Photo photo = PhotoReader.read(bytes);
          return found.stream()
              .map(face -> new DescribedFace(face, likeness().describe(photo, face)))
              .toList();
        });
  }

  List<TextLine> text(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    return text.get(sha256, () -> recognizer().read(PhotoReader.read(bytes)));
  }

  List<FoundObject> objects(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    return objects.get(sha256, () -> objectFinder().find(PhotoReader.read(bytes)));
  }

  private synchronized ObjectFinder objectFinder() {
    if (objectFinder == null) {
      objectFinder = new ObjectFinder();
    }
    return objectFinder;
  }

  private synchronized TextRecognizer recognizer() {
    if (recognizer == null) {
      recognizer = new TextRecognizer();
    }
    return recognizer;
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
    if (recognizer != null) {
      recognizer.close();
      recognizer = null;
    }
    if (objectFinder != null) {
      objectFinder.close();
      objectFinder = null;
    }
  }
}
