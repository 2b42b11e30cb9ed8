package io.fanlens.aws;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.Target;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;

/** Sends a picture's bytes, or its object's name, to Rekognition in one Region of one account. */
public final class RekognitionTargets implements TargetCall {

  private final Function<Target, RekognitionClient> clientOf;

  public RekognitionTargets(Function<Target, RekognitionClient> clientOf) {
    this.clientOf = clientOf;
  }

  @Override
  public SdkPojo send(ImageOperation operation, SentPicture picture, Target target)
      throws CallFailedException {
    SdkPojo answer;
    try {
      answer = operation.call(clientOf.apply(target), image(picture));
    } catch (SdkException e) {
      throw RekognitionErrors.classified(operation.operation(), e, picture);
    }
    // Even of a picture in which nothing is found, the service sends empty lists.
    if (isEmpty(answer)) {
      throw new CallFailedException(
          CallProblem.SERVICE_FAULT, "EMPTY_ANSWER", "the answer holds nothing", null);
    }
    return answer;
  }

  private static boolean isEmpty(SdkPojo answer) {
    return answer.sdkFields().stream()
        .map(field -> field.getValueOrDefault(answer))
        .allMatch(
            value ->
                value == null
                    || value instanceof SdkAutoConstructList<?>
                    || value instanceof SdkAutoConstructMap<?, ?>);
  }

  private static Image image(SentPicture picture) {
    return switch (picture) {
      // Not copied: the array is never modified.
      case PreparedPicture prepared ->
          Image.builder().bytes(SdkBytes.fromByteArrayUnsafe(prepared.bytes())).build();
      case StoredPicture stored ->
          Image.builder()
              .s3Object(object -> object.bucket(stored.bucket()).name(stored.key()))
              .build();
    };
  }
}
