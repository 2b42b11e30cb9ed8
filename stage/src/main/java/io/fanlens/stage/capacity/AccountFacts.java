package io.fanlens.stage.capacity;

import io.fanlens.settings.Operation;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The quotas that the account has, as far as they could be read.
 *
 * @param quotas calls a second by operation and Region
 * @param lambdaConcurrency unreserved concurrency of AWS Lambda in the home Region
 * @param origin one sentence on what was read and what was not
 */
public record AccountFacts(Map<Key, Double> quotas, OptionalInt lambdaConcurrency, String origin) {

  /** One operation in one Region. */
  public record Key(Operation operation, String region) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int byOperation = operation.compareTo(other.operation);
      return byOperation == 0 ? region.compareTo(other.region) : byOperation;
    }
  }

  public AccountFacts {
    quotas = Map.copyOf(quotas);
  }

  /** Without access to the account. */
  public static AccountFacts none(String why) {
    return new AccountFacts(
        Map.of(), OptionalInt.empty(), why + "; quotas are those of cdk.json and the defaults");
  }

  public OptionalDouble quota(Operation operation, String region) {
    Double read = quotas.get(new Key(operation, region));
    return read == null ? OptionalDouble.empty() : OptionalDouble.of(read);
  }
}
