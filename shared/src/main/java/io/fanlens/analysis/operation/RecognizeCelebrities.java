package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;

/**
 * Well-known people among the up to 64 largest faces; the other faces come as {@code
 * UnrecognizedFaces}. It has no parameters.
 */
final class RecognizeCelebrities implements ImageOperation {

  RecognizeCelebrities(Parameters parameters) {
    parameters.only();
  }

  @Override
  public Operation operation() {
    return Operation.RECOGNIZE_CELEBRITIES;
  }

  @Override
  public String answerList() {
    return "CelebrityFaces";
  }

  @Override
  public SdkPojo call(RekognitionClient region, Image picture) {
    return region.recognizeCelebrities(request -> request.image(picture));
  }
}
