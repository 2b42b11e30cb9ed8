package io.fanlens.local.events;

import java.util.List;

/**
 * A rule of the event bus.
 *
 * @param queueArns where the events go that match, as they are
 */
public record RuleSpec(String arn, EventPattern pattern, List<String> queueArns) {

  public RuleSpec {
    queueArns = List.copyOf(queueArns);
  }
}
