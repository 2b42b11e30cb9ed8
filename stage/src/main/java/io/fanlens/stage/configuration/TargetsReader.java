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

  TargetsReader(
      ConfigurationBlock stage, String homeRegion, Map<Operation, Map<String, Object>> parameters) {
    this.stage = stage;
    this.homeRegion = homeRegion;
    this.parameters = parameters;
  }

  List<OperationSettings> read() {
    JsonNode value = stage.value(KEY);
    stage.describe(KEY, "\"home\"", "\"home\" or a list of Regions");
    if (value.isMissingNode() || value.asText().equals("home")) {
      return homeGeography();
    }
    if (!value.isArray() || value.isEmpty()) {
      stage.reject(KEY, value, "give \"home\" or a list such as [{\"region\": \"eu-west-1\"}]");
      return List.of();
    }
    Map<Operation, List<TargetSettings>> targets = new LinkedHashMap<>();
    parameters.keySet().forEach(operation -> targets.put(operation, new ArrayList<>()));
    int errorsBefore = stage.errorCount();
    for (int i = 0; i < value.size(); i++) {
      addTarget(stage.element(KEY, i), targets);
    }
    // A target that is missing because of an error is no second error.
    return stage.errorCount() > errorsBefore ? List.of() : withParameters(targets);
  }

  private List<OperationSettings> homeGeography() {
    List<OperationSettings> operations = new ArrayList<>();
    parameters.forEach(
        (operation, values) -> {
          try {
            operations.add(OperationSettings.ofDefaults(operation, values, homeRegion));
          } catch (IllegalArgumentException e) {
            stage.addError(KEY, e.getMessage());
          }
        });
    return operations;
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
    for (Operation operation : parameters.keySet()) {
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
    targets.forEach(
        (operation, ofOperation) -> {
          try {
            operations.add(
                new OperationSettings(operation, parameters.get(operation), ofOperation));
          } catch (IllegalArgumentException e) {
            stage.addError(KEY, e.getMessage());
          }
        });
    return operations;
  }
}
