package io.fanlens.local.rekognition.operation;

/** An error response: HTTP status, the name that SDKs map to an exception, and a message. */
public final class ServiceError extends Exception {

  private final int status;
  private final String code;

  private ServiceError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public static ServiceError of(int status, String code, String message) {
    return new ServiceError(status, code, message);
  }

  static ServiceError invalidParameter(String reason) {
    return new ServiceError(
        400, "InvalidParameterException", "Request has invalid parameters: " + reason);
  }

  public static ServiceError serialization(String reason) {
    return new ServiceError(400, "SerializationException", reason);
  }

  static ServiceError imageTooLarge(String reason) {
    return new ServiceError(400, "ImageTooLargeException", "Image size is too large: " + reason);
  }

  static ServiceError invalidImageFormat() {
    return new ServiceError(400, "InvalidImageFormatException", "Request has invalid image format");
  }

  static ServiceError invalidS3Object() {
    return new ServiceError(
        400,
        "InvalidS3ObjectException",
        "Unable to get object metadata from S3. Check object key, region and/or access"
            + " permissions.");
  }

  public static ServiceError throughputExceeded() {
    return new ServiceError(
        400, "ProvisionedThroughputExceededException", "Provisioned rate exceeded.");
  }

  public static ServiceError throttled() {
    return new ServiceError(
        400,
        "ThrottlingException",
        "Rate exceeded. Slow down; sudden increase in rate of requests.");
  }

  public static ServiceError internal() {
    return new ServiceError(500, "InternalServerError", "Internal server error");
  }

  public static ServiceError unavailable() {
    return new ServiceError(503, "ServiceUnavailableException", "Service Unavailable");
  }

  public static ServiceError unknownOperation(String operation) {
    return new ServiceError(
        400,
        "UnknownOperationException",
        "The local Rekognition supports the seven stateless image operations, such as DetectFaces,"
            + " not "
            + operation
            + ". It answers others only from a script given to its control.");
  }

  /**
   * Replaces the unknown host name of a Region without the operation, which one endpoint for all
   * Regions cannot imitate.
   */
  public static ServiceError notOffered(String operation, String region) {
    return new ServiceError(
        400,
        "UnknownEndpoint",
        "Rekognition's "
            + operation
            + " is not offered in the Region '"
            + region
            + "'. Choose another Region.");
  }
}
