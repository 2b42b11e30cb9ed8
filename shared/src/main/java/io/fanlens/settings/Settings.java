package io.fanlens.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function's settings, fixed when the stack is synthesized: {@code infra} writes them as JSON
 * into the environment variable {@value #ENVIRONMENT_VARIABLE}, the functions read them before
 * their first event. All checks are here, so that both sides reject the same values.
 *
 * @param homeRegion Region of the bucket, the queue, the function and the table
 * @param table name of the table of results
 * @param queueUrl the function's event source; messages are requeued to it
 * @param deadLetterQueueUrl the queue of messages whose attempts are used up
 * @param operations the operations to run, each named once
 * @param accounts other accounts that targets name
 * @param operationsByPrefix which operations run for which keys
 * @param quota how quotas are shared
 * @param maxAttempts attempts per picture and operation; waiting for capacity is not an attempt
 * @param maxPixels the largest picture (width x height) that is converted
 * @param timings the time constants
 * @param results how results are stored; null for rows only, for ever
 */
public record Settings(
    String homeRegion,
    String table,
    String queueUrl,
    String deadLetterQueueUrl,
    List<OperationSettings> operations,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AccountSettings> accounts,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) OperationsByPrefix operationsByPrefix,
    QuotaSettings quota,
    int maxAttempts,
    long maxPixels,
    Timings timings,
    ResultSettings results) {

  public static final String ENVIRONMENT_VARIABLE = "FANLENS_SETTINGS";

  /** Names the deployment in its metrics; not part of the settings. */
  public static final String STACK_VARIABLE = "FANLENS_STACK";

  /** Names the picture bucket, for priming before a first event names it. */
  public static final String BUCKET_VARIABLE = "FANLENS_BUCKET";

  public static final String DEFAULT_TABLE = "detect_faces_results";
  public static final int DEFAULT_MAX_ATTEMPTS = 5;

  /** 50 Mpx: decoded without a native library it takes 150 to 200 MB. */
  public static final long DEFAULT_MAX_PIXELS = 50_000_000;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  public Settings {
    present("homeRegion", homeRegion);
    present("table", table);
    present("queueUrl", queueUrl);
    present("deadLetterQueueUrl", deadLetterQueueUrl);
    if (operations == null || operations.isEmpty()) {
      throw new IllegalArgumentException(
          "operations is empty; name at least one, such as DetectFaces");
    }
    operations = List.copyOf(operations);
    Set<Operation> seen = EnumSet.noneOf(Operation.class);
    for (OperationSettings operation : operations) {
      if (!seen.add(operation.operation())) {
        throw new IllegalArgumentException(
            "operations: %s is named twice; name each operation once"
                .formatted(operation.operation().apiName()));
      }
    }
    accounts = accounts == null ? List.of() : List.copyOf(accounts);
    checkAccounts(operations, accounts);
    operationsByPrefix = operationsByPrefix == null ? OperationsByPrefix.ALL : operationsByPrefix;
    checkPrefixes(operationsByPrefix, seen);
    if (quota == null) {
      throw new IllegalArgumentException("quota is missing; set choice, table and processes");
    }
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException("maxAttempts is %d; give 1 to 100".formatted(maxAttempts));
    }
    if (maxPixels < 6_400) {
      throw new IllegalArgumentException(
          "maxPixels is %d; give at least 6400, the smallest picture that Rekognition takes"
              .formatted(maxPixels));
    }
    if (timings == null) {
      throw new IllegalArgumentException("timings is missing");
    }
    results = results == null ? ResultSettings.PLAIN : results;
  }

  private static void checkAccounts(
      List<OperationSettings> operations, List<AccountSettings> accounts) {
    Set<String> names = new HashSet<>();
    for (AccountSettings account : accounts) {
      if (!names.add(account.name())) {
        throw new IllegalArgumentException(
            "accounts: '%s' is named twice; name each account once".formatted(account.name()));
      }
    }
    for (OperationSettings operation : operations) {
      for (TargetSettings target : operation.targets()) {
        if (!target.isHome() && !names.contains(target.account())) {
          throw new IllegalArgumentException(
              "targets of %s: account '%s' is not known; name it under accounts, with its role"
                  .formatted(operation.operation().apiName(), target.account()));
        }
      }
    }
  }

  private static void checkPrefixes(OperationsByPrefix prefixes, Set<Operation> configured) {
    prefixes
        .lists()
        .forEach(
            (prefix, listed) -> {
              for (Operation operation : listed) {
                if (!configured.contains(operation)) {
                  throw new IllegalArgumentException(
                      "operationsByPrefix '%s': %s is not among the operations; add it there too"
                          .formatted(prefix, operation.apiName()));
                }
              }
            });
  }

  /** The operations that run for a picture under this key; may be empty. */
  public List<OperationSettings> operationsOf(String key) {
    return operationsByPrefix.of(key, operations);
  }

  /** The settings of this process. */
  public static Settings fromEnvironment(Map<String, String> environment) {
    String json = environment.get(ENVIRONMENT_VARIABLE);
    if (json == null || json.isBlank()) {
      throw new IllegalArgumentException(
          "environment variable %s is not set; the stack writes it, so deploy the function with it"
              .formatted(ENVIRONMENT_VARIABLE));
    }
    return fromJson(json);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException naming the setting and the fix
   */
  public static Settings fromJson(String json) {
    try {
      if (!(JSON.readTree(json) instanceof ObjectNode tree)) {
        throw new IllegalArgumentException(
            ENVIRONMENT_VARIABLE + " is not a JSON object; set it as the stack writes it");
      }
      CompactTargets.lengthen(tree);
      CompactPrefixes.lengthen(tree);
      return JSON.treeToValue(tree, Settings.class);
    } catch (JsonMappingException e) {
      Throwable cause = e.getCause() instanceof IllegalArgumentException bad ? bad : e;
      String reason = cause == e ? e.getOriginalMessage() : cause.getMessage();
      throw new IllegalArgumentException(
          "%s%s: %s".formatted(ENVIRONMENT_VARIABLE, path(e), reason), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is not JSON: %s".formatted(ENVIRONMENT_VARIABLE, e.getOriginalMessage()), e);
    }
  }

  /** As short as possible, since a function's environment holds 4 KB. */
  public String toJson() {
    try {
      ObjectNode tree = JSON.valueToTree(this);
      CompactTargets.shorten(tree, operations);
      CompactPrefixes.shorten(tree);
      return JSON.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("settings cannot be written as JSON", e);
    }
  }

  /** {@code .operations[0].targets[2].region}, as a user would write it. */
  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      path.append(
          step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName());
    }
    return path.toString();
  }

  private static void present(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }
}
