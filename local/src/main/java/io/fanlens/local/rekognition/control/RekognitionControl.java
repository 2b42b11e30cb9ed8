package io.fanlens.local.rekognition.control;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Changes the behavior of the local Rekognition at run time. Every rule applies to an operation in
 * a Region, or to {@link #ANY} of either; for each type of rule the most specific one wins. Setting
 * a quota for a Region without the operation makes it available there.
 *
 * <p>Example: {@code control.fault("DetectFaces", "eu-west-1", Fault.next(3,
 * Fault.Kind.INTERNAL_ERROR))}.
 */
public final class RekognitionControl {

  /** All operations, or all Regions. */
  public static final String ANY = Scope.ANY;

  private final Map<Scope, Rules> rules = new ConcurrentHashMap<>();

  public void quota(String operation, String region, Quota quota) {
    change(operation, region, old -> old.withQuota(quota));
  }

  public void latency(String operation, String region, Latency latency) {
    change(operation, region, old -> old.withLatency(latency));
  }

  /** Adds a fault to those set before. */
  public void fault(String operation, String region, Fault fault) {
    change(operation, region, old -> old.withFault(fault));
  }

  public void outage(String operation, String region, Outage outage) {
    change(operation, region, old -> old.withOutage(outage));
  }

  /** Answers calls from the script instead of analyzing pictures, if it returns one. */
  public void script(
      String operation, String region, Function<JsonNode, Optional<JsonNode>> script) {
    change(operation, region, old -> old.withScript(script));
  }

  /** Removes the rules of exactly this operation and Region. */
  public void clear(String operation, String region) {
    rules.remove(new Scope(operation, region));
  }

  /** Removes all rules of a Region, or with {@link #ANY} all rules. */
  public void clearRegion(String region) {
    rules.keySet().removeIf(scope -> region.equals(ANY) || scope.region().equals(region));
  }

  public void replace(Scope scope, Rules all) {
    rules.put(scope, all);
  }

  /** The rules set for exactly this scope. */
  public Optional<Rules> rules(Scope scope) {
    return Optional.ofNullable(rules.get(scope));
  }

  /** Empty where the operation is not offered and no quota was set. */
  public Optional<Quota> quota(Scope scope) {
    return find(scope, Rules::quota).or(() -> Quota.byDefault(scope.operation(), scope.region()));
  }

  public Optional<Latency> latency(Scope scope) {
    return find(scope, Rules::latency);
  }

  public Outage outage(Scope scope) {
    return find(scope, Rules::outage).orElse(Outage.NONE);
  }

  public Optional<Function<JsonNode, Optional<JsonNode>>> script(Scope scope) {
    return find(scope, Rules::script);
  }

  /** The fault of this call, if any. The faults of all scopes that cover the call are tried. */
  public Optional<Fault> fault(Scope scope, RandomGenerator random) {
    for (Scope wider : scope.outwards()) {
      for (ArmedFault armed : rules(wider).map(Rules::faults).orElse(List.of())) {
        if (armed.hits(random)) {
          return Optional.of(armed.fault());
        }
      }
    }
    return Optional.empty();
  }

  private <T> Optional<T> find(Scope scope, Function<Rules, Optional<T>> part) {
    return scope.outwards().stream()
        .flatMap(wider -> rules(wider).flatMap(part).stream())
        .findFirst();
  }

  private void change(String operation, String region, UnaryOperator<Rules> change) {
    rules.compute(
        new Scope(operation, region),
        (scope, old) -> change.apply(old == null ? Rules.EMPTY : old));
  }
}
