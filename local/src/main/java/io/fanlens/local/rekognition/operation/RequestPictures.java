package io.fanlens.local.rekognition.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.access.Sha256;
import io.fanlens.local.rekognition.log.CallLog;
import io.fanlens.local.vision.DescribedFace;
import io.fanlens.local.vision.Face;
import io.fanlens.local.vision.label.FoundObject;
import io.fanlens.local.vision.photo.ReceivedHeader;
import io.fanlens.local.vision.photo.UnreadablePictureException;
import io.fanlens.local.vision.text.TextLine;
import io.fanlens.settings.PictureLimits;
import java.io.IOException;
import java.util.List;

/**
 * Loads the pictures of one call, from its bytes or from S3, rejects what Rekognition rejects, and
 * has them analyzed.
 */
public final class RequestPictures {

  /** Rekognition's limit for an object in S3. */
  static final int MAX_OBJECT_BYTES = 15 * 1024 * 1024;

  /** Not a limit of Rekognition, but of what one machine can decode. */
  private static final long MAX_PIXELS = 250_000_000;

  private final String region;
  private final PictureLimits limits;
  private final ObjectSource objects;
  private final PictureAnalyzer analyzer;
  private final CallLog.Entry entry;

  public RequestPictures(
      String region,
      PictureLimits limits,
      ObjectSource objects,
      PictureAnalyzer analyzer,
      CallLog.Entry entry) {
    this.region = region;
    this.limits = limits;
    this.objects = objects;
    this.analyzer = analyzer;
    this.entry = entry;
  }

  /** The faces in the picture of an {@code Image} of the request. */
  List<Face> faces(JsonNode image) throws ServiceError, InterruptedException {
    return found(image, analyzer::faces);
  }

  /** The faces with what is guessed of them, of which only what is asked for is computed. */
  List<GuessedFace> guessedFaces(JsonNode image, boolean ages, boolean expressions)
      throws ServiceError, InterruptedException {
    return found(
        image, (digest, picture) -> analyzer.guessedFaces(digest, picture, ages, expressions));
  }

  /** The lines of text in the picture. */
  List<TextLine> text(JsonNode image) throws ServiceError, InterruptedException {
    return found(image, analyzer::text);
  }

  /** The objects in the picture, the surest first. */
  List<FoundObject> objects(JsonNode image) throws ServiceError, InterruptedException {
    return found(image, analyzer::objects);
  }

  /** What is found in the one picture of a request, which the call's log names. */
  private <T> T found(JsonNode image, Analysis<T> analysis)
      throws ServiceError, InterruptedException {
    byte[] bytes = bytes(image);
    String digest = Sha256.hex(bytes);
    entry.picture(digest);
    try {
      check(ReceivedHeader.read(bytes));
      return analysis.of(digest, bytes);
    } catch (UnreadablePictureException e) {
      throw ServiceError.invalidImageFormat();
    }
  }

  /** One of the analyzer's. */
  @FunctionalInterface
  private interface Analysis<T> {
    T of(String digest, byte[] picture) throws UnreadablePictureException, InterruptedException;
  }

  /** The faces with the descriptors that identify them. */
  List<DescribedFace> describedFaces(JsonNode image) throws ServiceError, InterruptedException {
    byte[] bytes = bytes(image);
    try {
      check(ReceivedHeader.read(bytes));
      return analyzer.describedFaces(Sha256.hex(bytes), bytes);
    } catch (UnreadablePictureException e) {
      throw ServiceError.invalidImageFormat();
    }
  }

  /** Rejects an unreadable picture, for operations that see nothing in it. */
  void requireReadable(JsonNode image) throws ServiceError, InterruptedException {
    faces(image);
  }

  /** Logs the digest of the picture, without analyzing it. */
  public void identify(JsonNode image) {
    try {
      entry.picture(Sha256.hex(bytes(image)));
    } catch (ServiceError e) {
      // A script may answer what the service itself would reject.
    }
  }

  private byte[] bytes(JsonNode image) throws ServiceError {
    if (image == null || !image.isObject()) {
      throw ServiceError.invalidParameter("Image is missing.");
    }
    if (image.hasNonNull("Bytes") == image.hasNonNull("S3Object")) {
      throw ServiceError.invalidParameter("Image needs either Bytes or S3Object.");
    }
    return image.hasNonNull("Bytes") ? sent(image.get("Bytes")) : stored(image.get("S3Object"));
  }

  private byte[] sent(JsonNode base64) throws ServiceError {
    byte[] bytes;
    try {
      bytes = base64.isTextual() ? base64.binaryValue() : null;
    } catch (IOException e) {
      bytes = null;
    }
    if (bytes == null) {
      throw ServiceError.serialization("Image.Bytes is not base64 text.");
    }
    entry.object("sha256:" + Sha256.hex(bytes).substring(0, 16));
    if (bytes.length == 0) {
      throw ServiceError.invalidParameter("Image.Bytes is empty.");
    }
    if (bytes.length > limits.maxBytes()) {
      throw ServiceError.imageTooLarge(
          bytes.length + " bytes were sent, and " + limits.maxBytes() + " are allowed.");
    }
    return bytes;
  }

  private byte[] stored(JsonNode object) throws ServiceError {
    String bucket = object.path("Bucket").asText("");
    String key = object.path("Name").asText("");
    entry.object(bucket + "/" + key);
    if (bucket.isEmpty() || key.isEmpty()) {
      throw ServiceError.invalidParameter("S3Object needs Bucket and Name.");
    }
    String version = object.path("Version").asText("null");
    if (!version.equals("null")) {
      throw ServiceError.invalidS3Object(); // the local S3 keeps no versions
    }
    byte[] bytes = objects.get(bucket, key).orElseThrow(ServiceError::invalidS3Object);
    if (!objects.regionOf(bucket).equals(region)) {
      throw ServiceError.invalidS3Object();
    }
    if (bytes.length > MAX_OBJECT_BYTES) {
      throw ServiceError.imageTooLarge(
          "the object has " + bytes.length + " bytes, and " + MAX_OBJECT_BYTES + " are allowed.");
    }
    return bytes;
  }

  private void check(ReceivedHeader header) throws ServiceError {
    String size = header.width() + " x " + header.height();
    if (header.smallerSide() < limits.minSide()) {
      throw ServiceError.invalidParameter(
          "the picture is " + size + " px, and a side needs at least " + limits.minSide() + ".");
    }
    if (header.largerSide() > limits.maxSide()) {
      throw ServiceError.imageTooLarge(
          "Input image dimensions "
              + size
              + " exceed maximum dimension size of "
              + limits.maxSide()
              + " pixels");
    }
    if (header.pixels() > MAX_PIXELS) {
      throw ServiceError.imageTooLarge(size + " px are more than this machine decodes.");
    }
  }
}
