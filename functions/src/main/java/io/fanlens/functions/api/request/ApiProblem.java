package io.fanlens.functions.api.request;

/**
 * Why a call is refused: Amazon's own name and status at the protocol's door, HTTP's status at the
 * plain one.
 */
public enum ApiProblem {
  UNREADABLE("SerializationException", 400, 400),
  BAD_PARAMETER("InvalidParameterException", 400, 400),
  UNKNOWN_OPERATION("UnknownOperationException", 400, 404),
  NO_KEY("MissingAuthenticationTokenException", 400, 401),
  UNKNOWN_KEY("UnrecognizedClientException", 400, 401),
  /** A name of our own: an SDK would retry any of Amazon's that says the same. */
  TOO_MANY_FAILURES("TooManyFailedSignInsException", 400, 429),
  INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400, 401),
  WRONG_SIGNATURE("InvalidSignatureException", 400, 401),
  NO_OBJECT("InvalidS3ObjectException", 400, 422),
  PICTURE_TOO_LARGE("ImageTooLargeException", 400, 413),
  NOT_A_PICTURE("InvalidImageFormatException", 400, 415),
  BROKEN_PICTURE("InvalidImageFormatException", 400, 422),
  UNFIT_PICTURE("InvalidParameterException", 400, 422),
  /** A limit of the client, or the deployment's daily spending: no SDK retries it by itself. */
  LIMIT_REACHED("ServiceQuotaExceededException", 400, 429),
  /** Every SDK retries it by itself, after the time that is given. */
  NO_CAPACITY("ProvisionedThroughputExceededException", 400, 429),
  /**
   * The first call of an idempotency key has not ended. The name is Amazon's for just this; SDKs in
   * their standard mode wait and try again, and then get the answer.
   */
  STILL_RUNNING("PriorRequestNotComplete", 400, 409),
  /** In Rekognition's own model, and retried by no SDK. */
  KEY_OF_ANOTHER_CALL("IdempotentParameterMismatchException", 400, 422),
  UNAVAILABLE("InternalServerError", 500, 503);

  private final String code;
  private final int protocolStatus;
  private final int plainStatus;

  ApiProblem(String code, int protocolStatus, int plainStatus) {
    this.code = code;
    this.protocolStatus = protocolStatus;
    this.plainStatus = plainStatus;
  }

  /** Whether the same picture is refused every time. */
  public boolean isOfThePicture() {
    return switch (this) {
      case PICTURE_TOO_LARGE, NOT_A_PICTURE, BROKEN_PICTURE, UNFIT_PICTURE -> true;
      default -> false;
    };
  }

  public String code() {
    return code;
  }

  public int protocolStatus() {
    return protocolStatus;
  }

  public int plainStatus() {
    return plainStatus;
  }
}
