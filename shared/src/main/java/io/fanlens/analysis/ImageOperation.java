package io.fanlens.analysis;

import io.fanlens.settings.Operation;
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

  /** Asks once, without any retry. */
  SdkPojo ask(RekognitionClient region, Image picture);
}
