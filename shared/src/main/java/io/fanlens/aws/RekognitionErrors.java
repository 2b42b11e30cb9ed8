package io.fanlens.aws;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.Operation;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Classifies Rekognition's errors. Codes from the API reference, "Common errors" and each
 * operation's errors. An error without a code, such as a load balancer's HTML page, or with an
 * unlisted one, is judged by its HTTP status.
 */
final class RekognitionErrors {

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * Errors that may hold for an object but not for its bytes: missing permissions on it or its KMS
   * key, a removed object, a key that Rekognition rejects, or a different limit of an object's
   * size.
   */
  private static final Set<String> OBJECT_ONLY =
      Set.of("InvalidS3ObjectException", "ImageTooLargeException", "ValidationException");

  /** The role, its credentials or the clock of the caller: nothing that a picture could change. */
  private static final Set<String> DENIED =
      Set.of(
          "AccessDenied",
          "AccessDeniedException",
          "ExpiredToken",
          "ExpiredTokenException",
          "IncompleteSignature",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "MissingAuthenticationToken",
          "NotAuthorized",
          "OptInRequired",
          "RequestExpired",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException");

  private RekognitionErrors() {}

  static CallFailedException classified(Operation operation, SdkException e, SentPicture sent) {
    if (e instanceof AwsServiceException service) {
      return byCode(operation, service, sent);
    }
    if (Interrupts.ended(e)) {
      return new CallFailedException(
          CallProblem.INTERRUPTED, "INTERRUPTED", "the function's time ran out during the call", e);
    }
    String kind = e.getClass().getSimpleName();
    return new CallFailedException(
        CallProblem.SERVICE_FAULT, kind, "no answer could be read: " + kind, e);
  }

  private static CallFailedException byCode(
      Operation operation, AwsServiceException e, SentPicture sent) {
    String code = ServiceText.code(e);
    String message = ServiceText.sentence(e, sent instanceof StoredPicture at ? at.key() : "");
    if (sent instanceof StoredPicture && OBJECT_ONLY.contains(code)) {
      return new CallFailedException(CallProblem.OBJECT_REFUSED, code, message, e);
    }
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
      default -> new CallFailedException(others(e, code), code, message, e);
    };
  }

  private static CallProblem others(AwsServiceException e, String code) {
    if (DENIED.contains(code)) {
      return CallProblem.DENIED;
    }
    int status = e.statusCode();
    if (status < 500 && e.isThrottlingException()) {
      return CallProblem.THROTTLED;
    }
    return switch (status) {
      case TOO_MANY_REQUESTS -> CallProblem.THROTTLED;
      case UNAUTHORIZED, FORBIDDEN -> CallProblem.DENIED;
      case REQUEST_TIMEOUT -> CallProblem.SERVICE_FAULT;
      default ->
          status >= 400 && status < 500 ? CallProblem.REQUEST_REFUSED : CallProblem.SERVICE_FAULT;
    };
  }

  private static CallFailedException badPicture(
      PictureProblem problem, String sentence, AwsServiceException e) {
    return new CallFailedException(CallProblem.BAD_PICTURE, problem.name(), sentence, e);
  }
}
