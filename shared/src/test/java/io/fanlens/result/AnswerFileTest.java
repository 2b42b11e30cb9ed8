package io.fanlens.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AnswerFileTest {

  @Test
  void shouldGiveBackEveryDigitAndEveryNesting() {
    AttributeValue face =
        AttributeValue.fromM(
            Map.of(
                "Confidence", AttributeValue.fromN("99.99987030029296875"),
                "Tiny", AttributeValue.fromN("0.00000000001"),
                "Smile", AttributeValue.fromM(Map.of("Value", AttributeValue.fromBool(false))),
                "Name", AttributeValue.fromS("Größe \"😀\""),
                "Unset", AttributeValue.fromNul(true)));
    Map<String, AttributeValue> answer =
        Map.of(
            "FaceDetails", AttributeValue.fromL(List.of(face, face)),
            "Empty", AttributeValue.fromL(List.of()),
            "FaceModelVersion", AttributeValue.fromS("3.0"));
    assertEquals(answer, AnswerFile.read(AnswerFile.write(answer)));
  }

  @Test
  void shouldSayThatAFileIsNoAnswer() throws IOException {
    byte[] text = "no answer".getBytes(StandardCharsets.US_ASCII);
    assertThrows(UncheckedIOException.class, () -> AnswerFile.read(text));
    byte[] compressed = compressed(text);
    assertThrows(IllegalArgumentException.class, () -> AnswerFile.read(compressed));
  }

  private static byte[] compressed(byte[] text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
      compressed.write(text);
    }
    return bytes.toByteArray();
  }
}
