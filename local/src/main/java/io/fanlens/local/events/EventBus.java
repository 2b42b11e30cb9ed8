package io.fanlens.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The account's default event bus: one can look at what it took, and rules lead to queues. */
public final class EventBus {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final EventLog log;
  private final BiFunction<String, String, Optional<String>> refusal;
  private final List<RuleSpec> rules = new CopyOnWriteArrayList<>();

  /**
   * An empty bus.
   *
   * @param refusal the sentence with which a queue refuses a rule, by both ARNs; empty when it lets
   *     it send
   */
  public EventBus(EventLog log, BiFunction<String, String, Optional<String>> refusal) {
    this.log = log;
    this.refusal = refusal;
  }

  public void add(RuleSpec rule) {
    rules.add(rule);
  }

  /** Takes an event; answers the ARNs of the queues that it goes to. */
  public List<String> take(JsonNode event) {
    log.add(event);
    List<String> queues = new ArrayList<>();
    for (RuleSpec rule : rules) {
      if (rule.pattern().matches(event)) {
        rule.queueArns().stream().filter(queue -> isLetIn(rule, queue)).forEach(queues::add);
      }
    }
    return queues;
  }

  private boolean isLetIn(RuleSpec rule, String queueArn) {
    Optional<String> refused = refusal.apply(rule.arn(), queueArn);
    refused.ifPresent(sentence -> LOG.warn("An event is lost: {}", sentence));
    return refused.isEmpty();
  }
}
