package io.fanlens.functions.api.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;

/** Reads JSON of strangers: bounded in depth, numbers and texts, and to its very end. */
public final class ApiBody {

  private static final int DEEPEST = 20;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_TEXT = 12_000_000;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxStringLength(LONGEST_TEXT)
                          .build())
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ApiBody() {}

  public static JsonNode object(byte[] json) throws ApiException {
    try {
      JsonNode read = JSON.readTree(json);
      if (read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      // answered below: the reason may quote the body
    } catch (IOException e) {
      throw new ApiException(ApiProblem.UNREADABLE, "The request's body cannot be read.");
    }
    throw new ApiException(ApiProblem.UNREADABLE, "The request's body is not a JSON object.");
  }
}
