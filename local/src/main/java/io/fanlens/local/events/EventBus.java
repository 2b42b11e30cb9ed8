package io.fanlens.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The account's default event bus: logs its events and routes them to queues by rules. */
public final class EventBus {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final EventLog log;
  private final BiFunction<String, String, Optional<String>> refusal;
  private final List<RuleSpec> rules = new CopyOnWriteArrayList<>();
  private final OwnRules own = new OwnRules();

  /**
   * An empty bus.
   *
   * @param refusal the error message for a rule and a queue, by ARN; empty when permitted
   */
  public EventBus(EventLog log, BiFunction<String, String, Optional<String>> refusal) {
    this.log = log;
    this.refusal = refusal;
  }

  public void add(RuleSpec rule) {
    rules.add(rule);
  }

  /** The rules that its users make. */
  public OwnRules own() {
    return own;
  }

  /** Accepts an event; returns the ARNs of its target queues. */
  public List<String> take(JsonNode event) {
    log.add(event);
    List<String> queues = new ArrayList<>();
    Stream.concat(rules.stream(), own.enabled().stream())
        .filter(rule -> rule.pattern().matches(event))
        .forEach(
            rule ->
                rule.queueArns().stream()
                    .filter(queue -> isPermitted(rule, queue))
                    .forEach(queues::add));
    return queues;
  }

  private boolean isPermitted(RuleSpec rule, String queueArn) {
    Optional<String> refused = refusal.apply(rule.arn(), queueArn);
    refused.ifPresent(sentence -> LOG.warn("An event is lost: {}", sentence));
    return refused.isEmpty();
  }
}
