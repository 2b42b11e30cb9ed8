package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.fanlens.analysis.Answer;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.Size;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.rekognition.model.DetectFacesResponse;

class ResultRowTest {

  private static final Instant NOW = Instant.parse("2026-11-22T13:00:00Z");
  private static final ImageOperation FACES =
      ImageOperations.of(
          OperationSettings.ofDefaults(Operation.DETECT_FACES, Map.of(), "us-east-1"),
          References.NONE);

  @Test
  void shouldNameTheVersionInAVersionedBucketOnly() {
    assertEquals("v7", rejected(Optional.of("v7")).get("versionId").s());
    assertFalse(rejected(Optional.empty()).containsKey("versionId"));
  }

  @Test
  void shouldTellWhatAPictureWasBeforeItWasConvertedAndScaled() {
    Map<String, AttributeValue> sent =
        sent(
            new PreparedPicture(
                new byte[9],
                PictureFormat.JPEG,
                200,
                150,
                Optional.of(PictureFormat.BMP),
                Optional.of(new Size(400, 300))));
    assertEquals("Bytes", sent.get("via").s());
    assertEquals("JPEG", sent.get("format").s());
    assertEquals("9", sent.get("bytes").n());
    assertEquals("200", sent.get("width").n());
    assertEquals("150", sent.get("height").n());
    assertEquals("BMP", sent.get("convertedFrom").s());
    assertEquals("400x300", sent.get("scaledFrom").s());
  }

  @Test
  void shouldTellOfNoConversionWhereThereWasNone() {
    Map<String, AttributeValue> bytes =
        sent(
            new PreparedPicture(
                new byte[9], PictureFormat.PNG, 200, 150, Optional.empty(), Optional.empty()));
    assertFalse(bytes.containsKey("convertedFrom"));
    assertFalse(bytes.containsKey("scaledFrom"));
    Map<String, AttributeValue> object =
        sent(new StoredPicture("bucket", "a.png", PictureFormat.PNG, 9, 200, 150));
    assertEquals("S3Object", object.get("via").s());
    assertFalse(object.containsKey("convertedFrom"));
  }

  private static Map<String, AttributeValue> sent(SentPicture picture) {
    Answer answer =
        new Answer(
            DetectFacesResponse.builder().build(), "us-east-1", Duration.ofMillis(5), 1, picture);
    return ResultRow.succeeded(version(Optional.empty()), FACES, answer, 1, NOW).get("sent").m();
  }

  private static Map<String, AttributeValue> rejected(Optional<String> versionId) {
    return ResultRow.rejected(
        version(versionId), Operation.DETECT_FACES, "TOO_SMALL", "It is too small.", 1, NOW);
  }

  private static PictureVersion version(Optional<String> id) {
    return new PictureVersion("bucket", "a.png", "01", "e", id, 9, NOW);
  }
}
