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
 * Changes how the local Rekognition behaves while it runs. Every rule holds for an operation in a
 * Region, and {@link #ANY} stands for all of either; the most particular rule wins, each kind of
 * rule by itself. A quota set for a Region where the operation is not offered opens it there.
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

  /**
   * Answers calls from the script in place of looking at pictures, as far as it gives an answer for
   * the request.
   */
  public void script(
      String operation, String region, Function<JsonNode, Optional<JsonNode>> script) {
    change(operation, region, old -> old.withScript(script));
  }

  /** Forgets every rule that was set for exactly this operation and Region. */
  public void clear(String operation, String region) {
    rules.remove(new Scope(operation, region));
  }

  /** Forgets every rule of a Region, or with {@link #ANY} all rules. */
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

  /**
   * The fault that hits this call, if any. The faults of all scopes that cover the call are tried.
   */
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
