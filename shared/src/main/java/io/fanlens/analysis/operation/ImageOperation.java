package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;

/** One of Rekognition's stateless image operations with its parameters. */
public interface ImageOperation {

  Operation operation();

  /** The answer's main list, which is counted: {@code FaceDetails}. */
  String answerList();

  /** How many pictures one call is billed as. */
  default int billedCalls() {
    return 1;
  }

  /**
   * The operation for pictures of one bucket, with all that it sends along.
   *
   * @throws BadReferenceException when something it needs there is missing
   */
  default ImageOperation in(String bucket) throws BadReferenceException, InterruptedException {
    return this;
  }

  /** The reference picture of an operation that compares, once it is bound to a bucket. */
  default Optional<Reference> reference() {
    return Optional.empty();
  }

  /** Calls once, without retries. */
  SdkPojo call(RekognitionClient region, Image picture);
}
