package io.fanlens.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Receives the events of buckets that send them to EventBridge. */
@FunctionalInterface
public interface EventBridge {

  /** Has no rules. */
  EventBridge NONE = event -> List.of();

  /** Accepts an event; returns the ARNs of the queues that its rules target. */
  List<String> take(JsonNode event);
}
