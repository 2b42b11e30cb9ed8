package io.fanlens.aws;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.Operation;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What an error of Rekognition means. Names from the API reference, "Common errors" and each
 * operation's errors; a code that is not listed is judged by its HTTP status.
 */
final class RekognitionErrors {

  /**
   * What may be said of an object and does not hold for its bytes: no rights on it or its key, it
   * is gone, its key is of a form that Rekognition does not know, or the limit of an object's size
   * is meant otherwise than we do.
   */
  private static final Set<String> OF_OBJECTS =
      Set.of("InvalidS3ObjectException", "ImageTooLargeException", "ValidationException");

  private RekognitionErrors() {}

  static CallFailedException classified(Operation operation, SdkException e, SentPicture sent) {
    if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      String code = service.awsErrorDetails().errorCode();
      return sent instanceof StoredPicture && OF_OBJECTS.contains(code)
          ? new CallFailedException(
              CallProblem.OBJECT_REFUSED, code, service.awsErrorDetails().errorMessage(), e)
          : byCode(operation, service, code);
    }
    if (e instanceof AbortedException) {
      return new CallFailedException(
          CallProblem.INTERRUPTED,
          "INTERRUPTED",
          "the call was cut off by the end of the function's time",
          e);
    }
    return new CallFailedException(
        CallProblem.SERVICE_FAULT, e.getClass().getSimpleName(), e.getMessage(), e);
  }

  private static CallFailedException byCode(
      Operation operation, AwsServiceException e, String code) {
    String said = e.awsErrorDetails().errorMessage();
    return switch (code) {
      case "ProvisionedThroughputExceededException" ->
          new CallFailedException(CallProblem.THROTTLED, code, said, e);
      // 400: a too steep rise of ours. 500: the service cannot keep up by itself.
      case "ThrottlingException" ->
          new CallFailedException(
              e.statusCode() >= 500 ? CallProblem.SERVICE_FAULT : CallProblem.RAMPED_TOO_FAST,
              code,
              said,
              e);
      case "AccessDeniedException",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "ExpiredTokenException",
          "OptInRequired" ->
          new CallFailedException(CallProblem.DENIED, code, said, e);
      case "InvalidImageFormatException" ->
          badPicture(
              PictureProblem.BROKEN,
              "Amazon Rekognition cannot read the picture: it is broken, or not a JPEG or PNG"
                  + " inside.",
              e);
      case "ImageTooLargeException" ->
          badPicture(
              PictureProblem.TOO_LARGE,
              "Amazon Rekognition says that the picture is too large.",
              e);
      // The request breaks the model's bounds; the only one that a picture can break is its bytes.
      case "ValidationException" ->
          badPicture(
              PictureProblem.TOO_LARGE, "Amazon Rekognition refuses the request: " + said, e);
      case "InvalidParameterException" ->
          operation == Operation.COMPARE_FACES
              ? badPicture(
                  PictureProblem.NO_FACE,
                  "Amazon Rekognition found no face in this picture, or none in the reference"
                      + " picture: it answers the same for both.",
                  e)
              : badPicture(
                  PictureProblem.TOO_SMALL, "Amazon Rekognition refuses the picture: " + said, e);
      default -> new CallFailedException(CallProblem.SERVICE_FAULT, code, said, e);
    };
  }

  private static CallFailedException badPicture(
      PictureProblem problem, String sentence, AwsServiceException e) {
    return new CallFailedException(CallProblem.BAD_PICTURE, problem.name(), sentence, e);
  }
}
