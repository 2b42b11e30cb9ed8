package io.fanlens.stage.configuration;

import io.fanlens.settings.ApiSettings;
import io.fanlens.settings.ApiSettings.AnonymousLimits;
import io.fanlens.settings.OperationSettings;
import java.util.List;
import java.util.Optional;

/**
 * The synchronous API of a stage, the block {@code api}.
 *
 * @param operations what it answers, each with the targets that the pictures' pipeline uses
 * @param maxWaitSeconds how far ahead a call may be given its start
 * @param share of the quotas that calls may take while pictures of the bucket wait
 * @param concurrency reserved for its function; 0 to reserve none
 * @param memoryMb memory of its function
 * @param requestsPerSecond that the gateway lets in, of all callers together
 * @param burst requests that it lets in at once
 * @param anonymous limits of callers without a key; they are refused if absent
 * @param cors origins whose pages may call it
 * @param logAddresses whether the access log has the callers' addresses
 * @param logRole whether the stack sets the role by which API Gateway writes logs
 */
public record ApiConfiguration(
    List<OperationSettings> operations,
    int maxWaitSeconds,
    double share,
    int concurrency,
    int memoryMb,
    int requestsPerSecond,
    int burst,
    Optional<Anonymous> anonymous,
    List<String> cors,
    boolean logAddresses,
    boolean logRole) {

  /** The most that a function's settings may name. */
  private static final int MOST_PROCESSES = 1_000;

  /** The time-out of a REST API's integration, which a higher quota would only let wait longer. */
  public static final int TIMEOUT_SECONDS = 29;

  /** Calls that one address without a key may make. */
  public record Anonymous(int perDay, int perMonth) {}

  public ApiConfiguration {
    operations = List.copyOf(operations);
    cors = List.copyOf(cors);
  }

  /** What the function reads; arguments may be tokens that only the deployment resolves. */
  public ApiSettings settings(String clientsTable, String secret, String bucket) {
    return new ApiSettings(
        clientsTable,
        secret,
        bucket,
        maxWaitMillis(),
        share,
        cors,
        anonymous
            .map(limits -> new AnonymousLimits(limits.perDay(), limits.perMonth()))
            .orElse(null));
  }

  int maxWaitMillis() {
    return maxWaitSeconds * 1_000;
  }

  /** Functions that may run at once, for the even share of each. */
  int processes(int ofPipeline) {
    return Math.min(MOST_PROCESSES, ofPipeline + (concurrency == 0 ? ofPipeline : concurrency));
  }
}
