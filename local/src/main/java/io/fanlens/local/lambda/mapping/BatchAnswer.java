package io.fanlens.local.lambda.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * What a function's answer says of its batch, by the rules of ReportBatchItemFailures: nothing
 * named means that all succeeded, and whatever cannot be read means that all failed, so that no
 * message is deleted on a misunderstanding. With 10 messages and 2 named, 8 are deleted.
 *
 * @param failed ids of the messages that stay in the queue
 * @param complaint why the whole batch failed; empty when the answer was understood
 */
record BatchAnswer(Set<String> failed, String complaint) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static BatchAnswer read(String payload, Set<String> messageIds) {
    if (payload.isBlank()) {
      return new BatchAnswer(Set.of(), "");
    }
    try {
      return read(JSON.readTree(payload), messageIds);
    } catch (IOException e) {
      return allFailed(messageIds, "the answer is not JSON");
    }
  }

  private static BatchAnswer read(JsonNode answer, Set<String> messageIds) {
    if (answer.isNull()) {
      return new BatchAnswer(Set.of(), "");
    }
    if (!answer.isObject()) {
      return allFailed(messageIds, "the answer is not an object");
    }
    JsonNode items = answer.path("batchItemFailures");
    if (items.isMissingNode() || items.isNull()) {
      return new BatchAnswer(Set.of(), "");
    }
    if (!items.isArray()) {
      return allFailed(messageIds, "batchItemFailures is not a list");
    }
    Set<String> failed = new HashSet<>();
    for (JsonNode item : items) {
      JsonNode id = item.path("itemIdentifier");
      if (!id.isTextual() || id.textValue().isEmpty()) {
        return allFailed(messageIds, "an itemIdentifier is missing, null or empty");
      }
      if (!messageIds.contains(id.textValue())) {
        return allFailed(messageIds, "no message of the batch has the id " + id.textValue());
      }
      failed.add(id.textValue());
    }
    return new BatchAnswer(Set.copyOf(failed), "");
  }

  private static BatchAnswer allFailed(Set<String> messageIds, String complaint) {
    return new BatchAnswer(Set.copyOf(messageIds), complaint);
  }
}
