package io.fanlens.aws;

import io.fanlens.analysis.CallFailedException;
import io.fanlens.analysis.ImageOperation;
import io.fanlens.analysis.TargetCall;
import io.fanlens.quota.Target;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;

/** Sends a picture's bytes to Rekognition in one Region of one account. */
public final class RekognitionTargets implements TargetCall {

  private final Function<Target, RekognitionClient> clientOf;

  public RekognitionTargets(Function<Target, RekognitionClient> clientOf) {
    this.clientOf = clientOf;
  }

  @Override
  public SdkPojo send(ImageOperation operation, byte[] picture, Target target)
      throws CallFailedException {
    // Not copied: the array is ours and nobody changes it.
    Image image = Image.builder().bytes(SdkBytes.fromByteArrayUnsafe(picture)).build();
    try {
      return operation.ask(clientOf.apply(target), image);
    } catch (SdkException e) {
      throw RekognitionErrors.classified(operation.operation(), e);
    }
  }
}
