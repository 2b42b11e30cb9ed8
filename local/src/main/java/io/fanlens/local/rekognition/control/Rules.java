package io.fanlens.local.rekognition.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rules of one scope. Empty ones are taken from wider scopes. */
public record Rules(
    Optional<Quota> quota,
    Optional<Latency> latency,
    Optional<Outage> outage,
    Optional<Function<JsonNode, Optional<JsonNode>>> script,
    List<ArmedFault> faults) {

  static final Rules EMPTY =
      new Rules(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

  public Rules {
    faults = List.copyOf(faults);
  }

  Rules withQuota(Quota value) {
    return new Rules(Optional.of(value), latency, outage, script, faults);
  }

  Rules withLatency(Latency value) {
    return new Rules(quota, Optional.of(value), outage, script, faults);
  }

  Rules withOutage(Outage value) {
    return new Rules(quota, latency, Optional.of(value), script, faults);
  }

  Rules withScript(Function<JsonNode, Optional<JsonNode>> value) {
    return new Rules(quota, latency, outage, Optional.of(value), faults);
  }

  Rules withFault(Fault fault) {
    List<ArmedFault> all = new ArrayList<>(faults);
    all.add(new ArmedFault(fault));
    return new Rules(quota, latency, outage, script, all);
  }
}
