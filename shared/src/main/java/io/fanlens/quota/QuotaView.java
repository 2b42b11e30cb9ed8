package io.fanlens.quota;

import io.fanlens.settings.Target;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The items of one group, as read.
 *
 * @param states by target; a target without an item is absent
 * @param tableSecond the table's own clock, as whole seconds since 1970 (the answer's Date header
 *     has no more); empty where unknown
 */
public record QuotaView(Map<Target, TargetState> states, OptionalLong tableSecond) {

  public QuotaView {
    states = Map.copyOf(states);
  }

  public TargetState state(Target target) {
    return states.getOrDefault(target, TargetState.NEW);
  }
}
