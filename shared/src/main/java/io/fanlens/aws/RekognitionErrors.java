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
 * Classifies Rekognition's errors. Codes from the API reference, "Common errors" and each
 * operation's errors; an unlisted code counts as a service fault.
 */
final class RekognitionErrors {

  /**
   * Errors that may hold for an object but not for its bytes: missing permissions on it or its KMS
   * key, a removed object, a key that Rekognition rejects, or a different limit of an object's
   * size.
   */
  private static final Set<String> OBJECT_ONLY =
      Set.of("InvalidS3ObjectException", "ImageTooLargeException", "ValidationException");

  private RekognitionErrors() {}

  static CallFailedException classified(Operation operation, SdkException e, SentPicture sent) {
    if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
      String code = service.awsErrorDetails().errorCode();
      return sent instanceof StoredPicture && OBJECT_ONLY.contains(code)
          ? new CallFailedException(
              CallProblem.OBJECT_REFUSED, code, service.awsErrorDetails().errorMessage(), e)
          : byCode(operation, service, code);
    }
    if (e instanceof AbortedException) {
      return new CallFailedException(
          CallProblem.INTERRUPTED, "INTERRUPTED", "the function's time ran out during the call", e);
    }
    return new CallFailedException(
        CallProblem.SERVICE_FAULT, e.getClass().getSimpleName(), e.getMessage(), e);
  }

  private static CallFailedException byCode(
      Operation operation, AwsServiceException e, String code) {
    String message = e.awsErrorDetails().errorMessage();
    return switch (code) {
      case "ProvisionedThroughputExceededException" ->
          new CallFailedException(CallProblem.THROTTLED, code, message, e);
      // 400: our rate rose too fast. 500: the service itself cannot keep up.
      case "ThrottlingException" ->
          new CallFailedException(
              e.statusCode() >= 500 ? CallProblem.SERVICE_FAULT : CallProblem.RAMPED_TOO_FAST,
              code,
              message,
              e);
      case "AccessDeniedException",
          "UnrecognizedClientException",
          "InvalidSignatureException",
          "ExpiredTokenException",
          "OptInRequired" ->
          new CallFailedException(CallProblem.DENIED, code, message, e);
      case "InvalidImageFormatException" ->
          badPicture(
              PictureProblem.BROKEN,
              "Amazon Rekognition cannot read the picture: it is broken, or not a JPEG or PNG"
                  + " inside.",
              e);
      case "ImageTooLargeException" ->
          badPicture(
              PictureProblem.TOO_LARGE, "Amazon Rekognition rejects the picture as too large.", e);
      // The request violates the API model; the only bound that a picture can violate is its size.
      case "ValidationException" ->
          badPicture(
              PictureProblem.TOO_LARGE, "Amazon Rekognition rejects the request: " + message, e);
      case "InvalidParameterException" ->
          operation == Operation.COMPARE_FACES
              ? badPicture(
                  PictureProblem.NO_FACE,
                  "Amazon Rekognition found no face in this picture, or none in the reference"
                      + " picture: it reports the same error for both.",
                  e)
              : badPicture(
                  PictureProblem.TOO_SMALL,
                  "Amazon Rekognition rejects the picture: " + message,
                  e);
      default -> new CallFailedException(CallProblem.SERVICE_FAULT, code, message, e);
    };
  }

  private static CallFailedException badPicture(
      PictureProblem problem, String sentence, AwsServiceException e) {
    return new CallFailedException(CallProblem.BAD_PICTURE, problem.name(), sentence, e);
  }
}
