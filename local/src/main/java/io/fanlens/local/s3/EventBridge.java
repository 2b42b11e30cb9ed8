package io.fanlens.local.s3;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Takes the events of buckets that send them to EventBridge. */
@FunctionalInterface
public interface EventBridge {

  /** Nobody has a rule. */
  EventBridge NONE = event -> List.of();

  /** Takes an event; answers the ARNs of the queues that its rules send it to. */
  List<String> take(JsonNode event);
}
