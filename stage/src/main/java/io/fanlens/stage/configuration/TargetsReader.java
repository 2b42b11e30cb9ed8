package io.fanlens.stage.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.RekognitionRegion;
import io.fanlens.settings.TargetSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads {@code targets}: where each operation runs. {@code "home"} (the default) stands for the
 * home Region's geography. In a list, each Region serves all operations offered there with the
 * default quotas; {@code operations} holds only what differs: {@code {"region": "eu-west-1",
 * "operations": {"DetectFaces": {"permitsPerSecond": 200}}}}.
 */
final class TargetsReader {

  private static final String KEY = "targets";
  private static final Pattern ACCOUNT = Pattern.compile(".+");

  private final ConfigurationBlock stage;
  private final String homeRegion;
  private final Map<Operation, Map<String, Object>> parameters;
  private final Set<Operation> api;

  /**
   * A reader for the operations of both.
   *
   * @param parameters the operations that pictures go through
   * @param api the operations that the API answers
   */
  TargetsReader(
      ConfigurationBlock stage,
      String homeRegion,
      Map<Operation, Map<String, Object>> parameters,
      Set<Operation> api) {
    this.stage = stage;
    this.homeRegion = homeRegion;
    this.parameters = parameters;
    this.api = api;
  }

  /**
   * The operations with their targets.
   *
   * @param ofApi only those that a target offers, since by default the API has all; the parameters
   *     are each call's own
   */
  record Read(List<OperationSettings> ofPictures, List<OperationSettings> ofApi) {}

  Read read() {
    JsonNode value = stage.value(KEY);
    stage.describe(KEY, "\"home\"", "\"home\" or a list of Regions");
    if (value.isMissingNode() || value.asText().equals("home")) {
      return homeGeography();
    }
    if (!value.isArray() || value.isEmpty()) {
      stage.reject(KEY, value, "give \"home\" or a list such as [{\"region\": \"eu-west-1\"}]");
      return new Read(List.of(), List.of());
    }
    Map<Operation, List<TargetSettings>> targets = new LinkedHashMap<>();
    parameters.keySet().forEach(operation -> targets.put(operation, new ArrayList<>()));
    api.forEach(operation -> targets.putIfAbsent(operation, new ArrayList<>()));
    int errorsBefore = stage.errorCount();
    for (int i = 0; i < value.size(); i++) {
      addTarget(stage.element(KEY, i), targets);
    }
    // A target that is missing because of an error is no second error.
    return stage.errorCount() > errorsBefore
        ? new Read(List.of(), List.of())
        : new Read(withParameters(targets), ofApi(targets));
  }

  private Read homeGeography() {
    List<OperationSettings> operations = new ArrayList<>();
    parameters.forEach(
        (operation, values) -> {
          try {
            operations.add(OperationSettings.ofDefaults(operation, values, homeRegion));
          } catch (IllegalArgumentException e) {
            stage.addError(KEY, e.getMessage());
          }
        });
    return new Read(operations, operations.isEmpty() ? List.of() : ofApiAtHome());
  }

  private List<OperationSettings> ofApiAtHome() {
    List<RekognitionRegion> regions = RekognitionRegion.defaultsFor(homeRegion);
    return api.stream()
        .filter(operation -> regions.stream().anyMatch(each -> operation.isOfferedIn(each.id())))
        .map(operation -> OperationSettings.ofDefaults(operation, Map.of(), homeRegion))
        .toList();
  }

  private void addTarget(ConfigurationBlock target, Map<Operation, List<TargetSettings>> targets) {
    JsonNode named = target.value("region");
    Optional<RekognitionRegion> region = RekognitionRegion.find(named.asText());
    ConfigurationBlock operations = target.block("operations");
    String account = target.text("account", "", ACCOUNT, "the name of one of the accounts");
    target.rejectUnknownKeys();
    if (region.isEmpty()) {
      target.addError(
          "region",
          named.isMissingNode()
              ? "is missing; name a Region, such as eu-west-1"
              : "Amazon Rekognition is not available in %s; name another Region, such as eu-west-1"
                  .formatted(named));
      return;
    }
    String id = region.get().id();
    for (Operation operation : targets.keySet()) {
      ConfigurationBlock values = operations.block(operation.apiName());
      if (operation.isOfferedIn(id) || operations.keys().contains(operation.apiName())) {
        addTarget(operation, id, account, values, targets.get(operation));
      }
    }
    operations.rejectUnknownKeys();
  }

  private static void addTarget(
      Operation operation,
      String region,
      String account,
      ConfigurationBlock values,
      List<TargetSettings> targets) {
    double permits = values.number("permitsPerSecond", operation.defaultPermitsPerSecond(region));
    double weight = values.number("weight", permits);
    values.rejectUnknownKeys();
    try {
      targets.add(new TargetSettings(region, permits, weight, account));
    } catch (IllegalArgumentException e) {
      values.addError(e.getMessage());
    }
  }

  private List<OperationSettings> withParameters(Map<Operation, List<TargetSettings>> targets) {
    List<OperationSettings> operations = new ArrayList<>();
    parameters.forEach(
        (operation, values) -> add(operation, values, targets.get(operation), operations));
    return operations;
  }

  private List<OperationSettings> ofApi(Map<Operation, List<TargetSettings>> targets) {
    List<OperationSettings> operations = new ArrayList<>();
    for (Operation operation : api) {
      if (!targets.get(operation).isEmpty()) {
        add(operation, Map.of(), targets.get(operation), operations);
      }
    }
    return operations;
  }

  private void add(
      Operation operation,
      Map<String, Object> values,
      List<TargetSettings> targets,
      List<OperationSettings> operations) {
    try {
      operations.add(new OperationSettings(operation, values, targets));
    } catch (IllegalArgumentException e) {
      stage.addError(KEY, e.getMessage());
    }
  }
}
