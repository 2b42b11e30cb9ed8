package io.fanlens.local.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The rules that a user made, besides the template's. */
public final class OwnRules {

  /**
   * A rule.
   *
   * @param pattern as it was given
   * @param targets ARNs of queues by the ids of the targets
   */
  record OwnRule(
      String name,
      String arn,
      String pattern,
      String description,
      boolean enabled,
      SequencedMap<String, String> targets) {

    private RuleSpec spec() {
      return new RuleSpec(arn, EventPattern.parse(pattern), List.copyOf(targets.values()));
    }
  }

  private final Map<String, OwnRule> rules = new TreeMap<>();

  /**
   * Makes or changes a rule, whose targets stay.
   *
   * @throws IllegalArgumentException when the pattern is none, or not supported
   */
  synchronized void put(
      String name, String arn, String pattern, String description, boolean enabled) {
    EventPattern unused = EventPattern.parse(pattern);
    OwnRule old = rules.get(name);
    rules.put(
        name,
        new OwnRule(
            name,
            arn,
            pattern,
            description,
            enabled,
            old == null ? new TreeMap<>() : old.targets()));
  }

  /** A copy; empty when there is no such rule. */
  synchronized Optional<OwnRule> find(String name) {
    return Optional.ofNullable(rules.get(name))
        .map(
            rule ->
                new OwnRule(
                    rule.name(),
                    rule.arn(),
                    rule.pattern(),
                    rule.description(),
                    rule.enabled(),
                    new TreeMap<>(rule.targets())));
  }

  synchronized List<String> names() {
    return List.copyOf(rules.keySet());
  }

  synchronized void putTarget(String name, String id, String queueArn) {
    rules.get(name).targets().put(id, queueArn);
  }

  /** Whether there was such a target. */
  synchronized boolean removeTarget(String name, String id) {
    return rules.get(name).targets().remove(id) != null;
  }

  synchronized void delete(String name) {
    rules.remove(name);
  }

  synchronized List<RuleSpec> enabled() {
    List<RuleSpec> specs = new ArrayList<>();
    for (OwnRule rule : rules.values()) {
      if (rule.enabled()) {
        specs.add(rule.spec());
      }
    }
    return specs;
  }
}
