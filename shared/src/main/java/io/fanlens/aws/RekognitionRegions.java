package io.fanlens.aws;

import io.fanlens.analysis.CallFailedException;
import io.fanlens.analysis.ImageOperation;
import io.fanlens.analysis.RegionCall;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;

/** Sends a picture's bytes to Rekognition in one Region. */
public final class RekognitionRegions implements RegionCall {

  private final Function<String, RekognitionClient> clientOf;

  public RekognitionRegions(Function<String, RekognitionClient> clientOf) {
    this.clientOf = clientOf;
  }

  @Override
  public SdkPojo send(ImageOperation operation, byte[] picture, String region)
      throws CallFailedException {
    // Not copied: the array is ours and nobody changes it.
    Image image = Image.builder().bytes(SdkBytes.fromByteArrayUnsafe(picture)).build();
    try {
      return operation.ask(clientOf.apply(region), image);
    } catch (SdkException e) {
      throw RekognitionErrors.classified(e);
    }
  }
}
