package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.TargetSettings;
import io.fanlens.stage.capacity.ApiFence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the block {@code api}; a stage without it has no API, with {@code {}} it has all. */
record ApiReader(ConfigurationBlock stage) {

  private static final String KEY = "api";
  private static final String OPERATIONS = "operations";

  /** Leaves time for the call itself within the 29 s of the gateway. */
  private static final int LONGEST_WAIT_SECONDS = 15;

  /** The default quota of an account and Region, and its bucket. */
  private static final int MOST_REQUESTS = 10_000;

  private static final int MOST_BURST = 5_000;

  private static final int MOST_CONCURRENCY = 10_000;

  /** Refused calls are cheap, but not free: as many as those that the quotas allow. */
  private static final int REQUESTS_PER_PERMIT = 2;

  private static final int FEWEST_REQUESTS = 10;

  /** Of a page, as browsers name it. */
  static final Pattern ORIGIN =
      Pattern.compile(
          "https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?|http://localhost(:[0-9]{1,5})?");

  /** The operations that need targets; errors are found when the block itself is read. */
  Set<Operation> operations() {
    JsonNode api = stage.value(KEY);
    if (api.isMissingNode()) {
      return Set.of();
    }
    Set<Operation> named = EnumSet.noneOf(Operation.class);
    for (Operation each : Operation.values()) {
      JsonNode given = api.path(OPERATIONS);
      if (!given.isArray()
          || given.valueStream().anyMatch(name -> name.asText().equals(each.apiName()))) {
        named.add(each);
      }
    }
    return named;
  }

  /**
   * Reads the whole block.
   *
   * @param possible the operations above, those that some target offers
   */
  Optional<ApiConfiguration> read(
      List<OperationSettings> possible, QuotaChoice choice, int memoryMb) {
    boolean configured = !stage.value(KEY).isMissingNode();
    int errorsBefore = stage.errorCount();
    ConfigurationBlock block = stage.block(KEY);
    List<OperationSettings> operations = operations(block, possible);
    double permits = operations.stream().mapToDouble(ApiReader::callsPerSecond).sum();
    int wait = block.wholeNumber("maxWaitSeconds", 5, 0, LONGEST_WAIT_SECONDS);
    double share = block.decimal("share", 0.8, 0.01, 1);
    int concurrency =
        block.derivedNumber("concurrency", ApiFence.instances(permits, wait), 0, MOST_CONCURRENCY);
    int memory = block.derivedNumber("memoryMb", memoryMb, 128, 10_240);
    int requests =
        block.derivedNumber("requestsPerSecond", requestsPerSecond(permits), 1, MOST_REQUESTS);
    int burst = block.derivedNumber("burst", Math.min(requests, MOST_BURST), 1, MOST_BURST);
    ApiConfiguration api =
        new ApiConfiguration(
            operations,
            wait,
            share,
            concurrency,
            memory,
            requests,
            burst,
            anonymous(block),
            block.texts("cors", ORIGIN, "an origin, such as https://www.example.com"),
            block.flag("logAddresses", false),
            block.flag("logRole", true));
    block.rejectUnknownKeys();
    if (configured && choice == QuotaChoice.DRAW) {
      stage.addError(
          KEY,
          "choice is draw, by which no call is given a start; set choice to reserve, or remove"
              + " the block");
    }
    return configured && stage.errorCount() == errorsBefore ? Optional.of(api) : Optional.empty();
  }

  private static List<OperationSettings> operations(
      ConfigurationBlock block, List<OperationSettings> possible) {
    JsonNode given = block.value(OPERATIONS);
    block.describe(OPERATIONS, "all seven", "a list of operations");
    if (given.isMissingNode()) {
      return possible;
    }
    if (!given.isArray() || given.isEmpty()) {
      block.reject(OPERATIONS, given, "give a list of operations, such as [\"DetectFaces\"]");
      return List.of();
    }
    List<OperationSettings> operations = new ArrayList<>();
    for (JsonNode name : given) {
      try {
        Operation operation = Operation.named(name.asText());
        Optional<OperationSettings> found =
            possible.stream().filter(one -> one.operation() == operation).findFirst();
        if (operations.stream().anyMatch(one -> one.operation() == operation)) {
          block.reject(OPERATIONS, name, "it is listed twice");
        } else if (found.isEmpty()) {
          block.reject(OPERATIONS, name, "none of the targets offers it; add one that does");
        } else {
          operations.add(found.get());
        }
      } catch (IllegalArgumentException e) {
        block.addError(OPERATIONS, e.getMessage());
      }
    }
    return operations;
  }

  private static Optional<ApiConfiguration.Anonymous> anonymous(ConfigurationBlock api) {
    boolean configured = !api.value("anonymous").isMissingNode();
    ConfigurationBlock block = api.block("anonymous");
    int perDay = block.wholeNumber("perDay", 20, 1, 1_000_000);
    int perMonth = block.wholeNumber("perMonth", 200, 1, 31_000_000);
    block.rejectUnknownKeys();
    if (configured && perMonth < perDay) {
      block.addError(
          "perMonth",
          "%d is less than perDay, %d; give at least as many".formatted(perMonth, perDay));
    }
    return configured
        ? Optional.of(new ApiConfiguration.Anonymous(perDay, perMonth))
        : Optional.empty();
  }

  private static int requestsPerSecond(double permits) {
    return (int)
        Math.clamp(Math.ceil(permits * REQUESTS_PER_PERMIT), FEWEST_REQUESTS, MOST_REQUESTS);
  }

  /** Fallbacks add nothing. */
  private static double callsPerSecond(OperationSettings operation) {
    return operation.targets().stream()
        .filter(target -> target.weight() > 0)
        .mapToDouble(TargetSettings::permitsPerSecond)
        .sum();
  }
}
