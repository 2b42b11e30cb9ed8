package io.fanlens.local.events;

import java.util.List;

/**
 * A rule of the event bus.
 *
 * @param queueArns targets of matching events
 */
public record RuleSpec(String arn, EventPattern pattern, List<String> queueArns) {

  public RuleSpec {
    queueArns = List.copyOf(queueArns);
  }
}
