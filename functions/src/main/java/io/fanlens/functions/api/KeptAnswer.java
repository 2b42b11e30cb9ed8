package io.fanlens.functions.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.functions.api.ApiAnswer.Repeat;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An answer, or why the picture can never have one, as it is kept for a repeat: JSON, compressed.
 * Faces with all attributes shrink to a tenth or less, so a hundred of them fit an item.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeptAnswer(
    String json, String region, String sentAs, ApiProblem problem, String code, String message) {

  /** Another version of the function may have written more. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  static KeptAnswer of(ApiAnswer answer) {
    return new KeptAnswer(answer.json(), answer.region(), answer.sentAs(), null, null, null);
  }

  static KeptAnswer of(ApiException e) {
    return new KeptAnswer(null, null, null, e.problem(), e.code(), e.getMessage());
  }

  /** The answer as it was; a refusal is thrown as it was. */
  ApiAnswer again() throws ApiException {
    if (problem != null) {
      throw new ApiException(problem, code, message);
    }
    return new ApiAnswer(json, region, sentAs, Optional.empty(), Optional.of(Repeat.REPEATED));
  }

  static KeptAnswer read(byte[] compressed) {
    try (GZIPInputStream kept = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return JSON.readValue(kept, KeptAnswer.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a kept answer cannot be read", e);
    }
  }

  byte[] compressed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
      JSON.writeValue(compressed, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
