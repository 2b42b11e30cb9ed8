package io.fanlens.result;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An answer as compressed JSON, readable with {@code gunzip | jq .FaceDetails}. */
public final class AnswerFile {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private AnswerFile() {}

  static byte[] write(Map<String, AttributeValue> answer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
      JSON.writeValue(compressed, AttributeJson.of(answer));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static Map<String, AttributeValue> read(byte[] compressed) {
    try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return AttributeJson.item(JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the stored answer is not JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException("the stored answer cannot be read", e);
    }
  }
}
