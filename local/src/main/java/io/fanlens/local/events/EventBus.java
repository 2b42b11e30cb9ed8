package io.fanlens.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The account's default event bus: one can look at what it took, and rules lead to queues. */
public final class EventBus {

  private final EventLog log;
  private final List<RuleSpec> rules = new CopyOnWriteArrayList<>();

  public EventBus(EventLog log) {
    this.log = log;
  }

  public void add(RuleSpec rule) {
    rules.add(rule);
  }

  /** Takes an event; answers the ARNs of the queues that it goes to. */
  public List<String> take(JsonNode event) {
    log.add(event);
    return rules.stream()
        .filter(rule -> rule.pattern().matches(event))
        .flatMap(rule -> rule.queueArns().stream())
        .toList();
  }
}
