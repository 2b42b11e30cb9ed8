package io.fanlens.local.rekognition.operation;

import io.fanlens.local.vision.AgeAndGender;
import io.fanlens.local.vision.DescribedFace;
import io.fanlens.local.vision.Expression;
import io.fanlens.local.vision.Face;
import io.fanlens.local.vision.FaceFinder;
import io.fanlens.local.vision.FaceLikeness;
import io.fanlens.local.vision.FaceTraits;
import io.fanlens.local.vision.label.FoundObject;
import io.fanlens.local.vision.label.ObjectFinder;
import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.UnreadablePictureException;
import io.fanlens.local.vision.text.TextLine;
import io.fanlens.local.vision.text.TextRecognizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Analyzes pictures with one thread for each core, and caches results by the hash of the bytes: a
 * load test that sends one picture a thousand times has it analyzed once. Each network is loaded
 * when a call needs it.
 */
public final class PictureAnalyzer implements AutoCloseable {

  private final int threads = Runtime.getRuntime().availableProcessors();
  private final ExecutorService executor =
      Executors.newFixedThreadPool(
          threads, Thread.ofPlatform().daemon().name("rekognition-analysis-", 0).factory());
  private final AnalysisCache<List<Face>> faces = new AnalysisCache<>(executor);
  // The faces are fetched before what is made of them, so that no pool thread waits for another.
  private final AnalysisCache<List<DescribedFace>> described = new AnalysisCache<>(executor);
  private final AnalysisCache<List<TextLine>> text = new AnalysisCache<>(executor);
  private final AnalysisCache<List<AgeAndGender>> ages = new AnalysisCache<>(executor);
  private final AnalysisCache<List<Map<Expression, Float>>> expressions =
      new AnalysisCache<>(executor);
  private final AnalysisCache<List<FoundObject>> objects = new AnalysisCache<>(executor);
  private final FaceFinder finder = new FaceFinder();
  private final TextRecognizer recognizer = new TextRecognizer();
  private final FaceLikeness likeness = new FaceLikeness();
  private final FaceTraits traits = new FaceTraits();
  private final ObjectFinder objectFinder = new ObjectFinder();

  List<Face> faces(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    return faces.get(sha256, () -> finder.find(PhotoReader.read(bytes)));
  }

  /** The faces with their descriptors, largest first. */
  List<DescribedFace> describedFaces(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    return ofEachFace(
        described,
        sha256,
        bytes,
        (photo, face) -> new DescribedFace(face, likeness.describe(photo, face)));
  }

  /** The faces with what is asked for, largest first. */
  List<GuessedFace> guessedFaces(
      String sha256, byte[] bytes, boolean withAges, boolean withExpressions)
      throws UnreadablePictureException, InterruptedException {
    List<AgeAndGender> ofAges =
        withAges ? ofEachFace(ages, sha256, bytes, traits::ageAndGender) : List.of();
    List<Map<Expression, Float>> ofExpressions =
        withExpressions ? ofEachFace(expressions, sha256, bytes, traits::expressions) : List.of();
    List<GuessedFace> guessed = new ArrayList<>();
    for (Face face : faces(sha256, bytes)) {
      int i = guessed.size();
      guessed.add(
          new GuessedFace(
              face,
              withAges ? Optional.of(ofAges.get(i)) : Optional.empty(),
              withExpressions ? ofExpressions.get(i) : Map.of()));
    }
    return guessed;
  }

  private <T> List<T> ofEachFace(
      AnalysisCache<List<T>> cache, String sha256, byte[] bytes, BiFunction<Photo, Face, T> network)
      throws UnreadablePictureException, InterruptedException {
    List<Face> found = faces(sha256, bytes);
    return cache.get(
        sha256,
        () -> {
          Photo photo = PhotoReader.read(bytes);
          return found.stream().map(face -> network.apply(photo, face)).toList();
        });
  }

  List<TextLine> text(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    return text.get(sha256, () -> recognizer.read(PhotoReader.read(bytes)));
  }

  List<FoundObject> objects(String sha256, byte[] bytes)
      throws UnreadablePictureException, InterruptedException {
    return objects.get(sha256, () -> objectFinder.find(PhotoReader.read(bytes)));
  }

  /** The names of the networks that were needed so far. */
  public Set<String> loadedNetworks() {
    return Stream.of(
            finder.networks(),
            recognizer.networks(),
            likeness.networks(),
            traits.networks(),
            objectFinder.networks())
        .flatMap(List::stream)
        .filter(OnnxNetwork::isLoaded)
        .map(OnnxNetwork::name)
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    executor.shutdownNow();
    finder.close();
    recognizer.close();
    likeness.close();
    traits.close();
    objectFinder.close();
  }
}
