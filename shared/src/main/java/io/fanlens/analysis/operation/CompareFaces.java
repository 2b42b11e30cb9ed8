package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;

/**
 * Which of the picture's up to 100 largest faces are the largest face of a reference picture.
 * Parameters: {@code sourceKey}, the key of the reference picture in the same bucket (required);
 * {@code similarityThreshold} (0 to 100; by default the service's 80) and {@code qualityFilter}
 * ({@code NONE}, {@code AUTO}, {@code LOW}, {@code MEDIUM}, {@code HIGH}).
 *
 * <p>The reference is sent as bytes with every call, so that any Region can compare.
 */
final class CompareFaces implements ImageOperation {

  private static final List<String> FILTERS = List.of("NONE", "AUTO", "LOW", "MEDIUM", "HIGH");

  private final References references;
  private final String sourceKey;
  private final Optional<Double> similarityThreshold;
  private final Optional<String> qualityFilter;

  CompareFaces(Parameters parameters, References references) {
    parameters
        .only("sourceKey", "similarityThreshold", "qualityFilter")
        .need("sourceKey", "give the key of the reference picture in the bucket");
    this.references = references;
    sourceKey = parameters.text("sourceKey").orElseThrow();
    similarityThreshold = parameters.number("similarityThreshold", 0, 100);
    qualityFilter = parameters.name("qualityFilter", FILTERS);
  }

  @Override
  public Operation operation() {
    return Operation.COMPARE_FACES;
  }

  @Override
  public String answerList() {
    return "FaceMatches";
  }

  @Override
  public ImageOperation in(String bucket) throws BadReferenceException, InterruptedException {
    return new WithSource(references.get(bucket, sourceKey, operation().limits()));
  }

  @Override
  public SdkPojo call(RekognitionClient region, Image picture) {
    throw new IllegalStateException("the reference picture is known only in a bucket");
  }

  /** Bound to the reference picture of one bucket. */
  private final class WithSource implements ImageOperation {

    private final Reference reference;
    private final Image source;

    WithSource(Reference reference) {
      this.reference = reference;
      // Not copied: nobody changes it.
      source = Image.builder().bytes(SdkBytes.fromByteArrayUnsafe(reference.bytes())).build();
    }

    @Override
    public Optional<Reference> reference() {
      return Optional.of(reference);
    }

    @Override
    public Operation operation() {
      return CompareFaces.this.operation();
    }

    @Override
    public String answerList() {
      return CompareFaces.this.answerList();
    }

    @Override
    public SdkPojo call(RekognitionClient region, Image picture) {
      return region.compareFaces(
          request ->
              request
                  .sourceImage(source)
                  .targetImage(picture)
                  .similarityThreshold(similarityThreshold.map(Double::floatValue).orElse(null))
                  .qualityFilter(qualityFilter.orElse(null)));
    }
  }
}
