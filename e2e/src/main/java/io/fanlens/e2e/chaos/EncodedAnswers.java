package io.fanlens.e2e.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.rekognition.control.Latency;
import io.fanlens.local.rekognition.control.RekognitionControl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Answers that tell their picture: what a row holds can be compared with what Rekognition must have
 * said of that very version.
 */
final class EncodedAnswers {

  static final String FACES = "DetectFaces";
  static final String LABELS = "DetectLabels";

  static final List<String> OPERATIONS = List.of(FACES, LABELS);

  /** About what the real service takes, so that calls are in flight for a while. */
  private static final Duration LATENCY = Duration.ofMillis(250);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** 20 bits over 2^14: up to 64, and exact as a float. */
  private static final double SCALE = 16_384;

  private EncodedAnswers() {}

  /**
   * Sets the scripts and the time a call takes.
   *
   * @param stored reads an object of a bucket, for calls that name one
   */
  static void script(RekognitionControl control, BiFunction<String, String, byte[]> stored) {
    for (String operation : OPERATIONS) {
      control.latency(operation, RekognitionControl.ANY, Latency.lognormal(LATENCY, 0.4));
    }
    control.script(
        FACES, RekognitionControl.ANY, request -> Optional.of(faces(digest(request, stored))));
    control.script(
        LABELS, RekognitionControl.ANY, request -> Optional.of(labels(digest(request, stored))));
  }

  private static String digest(JsonNode request, BiFunction<String, String, byte[]> stored) {
    JsonNode image = request.path("Image");
    try {
      byte[] bytes =
          image.has("Bytes")
              ? image.get("Bytes").binaryValue()
              : stored.apply(
                  image.path("S3Object").path("Bucket").asText(),
                  image.path("S3Object").path("Name").asText());
      return ChaosPictures.digest(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException("Image.Bytes is not base64 text", e);
    }
  }

  private static double confidence(String digest) {
    return Integer.parseInt(digest.substring(0, 5), 16) / SCALE;
  }

  private static JsonNode faces(String digest) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("FaceDetails").addObject().put("Confidence", confidence(digest));
    return answer;
  }

  private static JsonNode labels(String digest) {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putArray("Labels")
        .addObject()
        .put("Name", "Picture " + digest)
        .put("Confidence", confidence(digest));
    return answer;
  }

  /** Whether a row holds the answer for the picture of this digest. */
  static boolean isFor(Map<String, AttributeValue> row, String operation, String digest) {
    AttributeValue list = row.get(operation.equals(FACES) ? "FaceDetails" : "Labels");
    if (list == null || list.l().size() != 1) {
      return false;
    }
    Map<String, AttributeValue> first = list.l().getFirst().m();
    return Float.parseFloat(first.get("Confidence").n()) == (float) confidence(digest)
        && (operation.equals(FACES) || first.get("Name").s().equals("Picture " + digest));
  }
}
