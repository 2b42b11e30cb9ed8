package io.fanlens.result;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads a row with its answer, wherever that is stored: {@code new AnswerReader(new
 * S3Answers(s3)).whole(row)}. A row that contains its answer costs no request.
 */
public final class AnswerReader {

  private final AnswerStore store;

  public AnswerReader(AnswerStore store) {
    this.store = store;
  }

  /**
   * The row with its complete answer, as if it had never been too large.
   *
   * @throws AnswerGoneException when the picture was removed or replaced meanwhile
   */
  public Map<String, AttributeValue> whole(Map<String, AttributeValue> row) {
    return AnswerLocation.of(row)
        .map(
            at -> {
              Map<String, AttributeValue> whole = new LinkedHashMap<>(row);
              whole.putAll(AnswerFile.read(store.get(at)));
              return whole;
            })
        .orElse(row);
  }

  /** The same as plain JSON. */
  public ObjectNode wholeJson(Map<String, AttributeValue> row) {
    return AttributeJson.of(whole(row));
  }
}
