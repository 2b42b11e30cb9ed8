package io.fanlens.functions.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.result.AnswerAttributes;
import io.fanlens.result.AttributeJson;
import software.amazon.awssdk.core.SdkPojo;

/** Answers as Rekognition writes them: its own names, plain numbers, nothing that was not sent. */
final class AnswerJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private AnswerJson() {}

  static String of(SdkPojo answer) {
    try {
      return JSON.writeValueAsString(AttributeJson.of(AnswerAttributes.of(answer)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written as JSON", e);
    }
  }
}
