package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;

/** One of Rekognition's stateless image operations with its parameters. */
public interface ImageOperation {

  Operation operation();

  /** The list of the answer that the picture is asked for: {@code FaceDetails}. It is counted. */
  String answerList();

  /** As how many pictures one call is billed. */
  default int billedCalls() {
    return 1;
  }

  /**
   * The operation as it is asked about pictures of a bucket, with all that it sends beside them.
   *
   * @throws BadReferenceException when what it needs there is missing
   */
  default ImageOperation in(String bucket) throws BadReferenceException, InterruptedException {
    return this;
  }

  /** The picture that is compared with, of an operation that has one and is in a bucket. */
  default Optional<Reference> reference() {
    return Optional.empty();
  }

  /** Asks once, without any retry. */
  SdkPojo call(RekognitionClient region, Image picture);
}
