package io.fanlens.functions.api.request;

import com.fasterxml.jackson.databind.JsonNode;

/** A picture of a request: its bytes, or the object that they are read from. */
public sealed interface RequestPicture {

  /** The file itself. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Sent(byte[] bytes) implements RequestPicture {}

  /** An object of the stack's own bucket. */
  record Stored(String key) implements RequestPicture {}

  /**
   * Reads an {@code Image}.
   *
   * @param bucket the only one that may be named
   * @throws ApiException when it names no picture, or one elsewhere
   */
  static RequestPicture of(JsonNode image, String member, String bucket) throws ApiException {
    JsonNode bytes = image.path("Bytes");
    JsonNode object = image.path("S3Object");
    if (bytes.isMissingNode() == object.isMissingNode()) {
      throw new ApiException(
          ApiProblem.BAD_PARAMETER, "%s needs either Bytes or S3Object.".formatted(member));
    }
    if (!bytes.isMissingNode()) {
      return new Sent(RequestMembers.bytes(bytes, member + ".Bytes"));
    }
    if (!object.path("Bucket").asText("").equals(bucket)) {
      throw new ApiException(
          ApiProblem.NO_OBJECT,
          "Only objects of this deployment's own picture bucket can be named.");
    }
    if (object.hasNonNull("Version")) {
      throw new ApiException(
          ApiProblem.NO_OBJECT,
          "Versions of objects cannot be named here; leave S3Object.Version out.");
    }
    String key = object.path("Name").asText("");
    if (key.isEmpty()) {
      throw new ApiException(ApiProblem.NO_OBJECT, "S3Object.Name is missing.");
    }
    return new Stored(key);
  }
}
