package io.fanlens.result;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Location of an answer that is too large for its row; the row's attribute {@value #ATTRIBUTE}.
 *
 * @param bucket the bucket of large answers
 * @param key of an object that is written once and never changed
 * @param eTag of the object, without quotes
 * @param bytes its compressed size
 */
public record AnswerLocation(String bucket, String key, String eTag, long bytes) {

  public static final String ATTRIBUTE = "answerAt";

  /** The location of a row's answer, when it is not in the row. */
  public static Optional<AnswerLocation> of(Map<String, AttributeValue> row) {
    return Optional.ofNullable(row.get(ATTRIBUTE))
        .map(AttributeValue::m)
        .map(
            at ->
                new AnswerLocation(
                    at.get("bucket").s(),
                    at.get("key").s(),
                    at.get("eTag").s(),
                    Long.parseLong(at.get("bytes").n())));
  }

  AttributeValue attribute() {
    return AttributeValue.fromM(
        Map.of(
            "bucket", AttributeValue.fromS(bucket),
            "key", AttributeValue.fromS(key),
            "eTag", AttributeValue.fromS(eTag),
            "bytes", AttributeValue.fromN(Long.toString(bytes))));
  }
}
