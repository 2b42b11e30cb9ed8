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
 * Where each operation runs. {@code "home"} (the default) stands for the home Region's geography.
 * In a list, each Region serves all operations it offers with the default quotas; its {@code
 * operations} name what differs: {@code {"region": "eu-west-1", "operations": {"DetectFaces":
 * {"permitsPerSecond": 200}}}}.
 */
final class TargetsReader {

  private static final String KEY = "targets";
  private static final Pattern ACCOUNT = Pattern.compile(".+");

  private final Block stage;
  private final String homeRegion;
  private final Map<Operation, Map<String, Object>> asked;

  TargetsReader(Block stage, String homeRegion, Map<Operation, Map<String, Object>> asked) {
    this.stage = stage;
    this.homeRegion = homeRegion;
    this.asked = asked;
  }

  List<OperationSettings> read() {
    JsonNode value = stage.value(KEY);
    stage.describe(KEY, "\"home\"", "\"home\" or a list of Regions");
    if (value.isMissingNode() || value.asText().equals("home")) {
      return ofTheHomeGeography();
    }
    if (!value.isArray() || value.isEmpty()) {
      stage.refuse(KEY, value, "give \"home\" or a list such as [{\"region\": \"eu-west-1\"}]");
      return List.of();
    }
    Map<Operation, List<TargetSettings>> targets = new LinkedHashMap<>();
    asked.keySet().forEach(operation -> targets.put(operation, new ArrayList<>()));
    int mistakesBefore = stage.mistakes();
    for (int i = 0; i < value.size(); i++) {
      addTarget(stage.element(KEY, i), targets);
    }
    // What is missing because of a mistake is no mistake of its own.
    return stage.mistakes() > mistakesBefore ? List.of() : withParameters(targets);
  }

  private List<OperationSettings> ofTheHomeGeography() {
    List<OperationSettings> operations = new ArrayList<>();
    asked.forEach(
        (operation, parameters) -> {
          try {
            operations.add(OperationSettings.ofDefaults(operation, parameters, homeRegion));
          } catch (IllegalArgumentException e) {
            stage.note(KEY, e.getMessage());
          }
        });
    return operations;
  }

  private void addTarget(Block target, Map<Operation, List<TargetSettings>> targets) {
    JsonNode named = target.value("region");
    Optional<RekognitionRegion> region = RekognitionRegion.find(named.asText());
    Block operations = target.block("operations");
    String account = target.text("account", "", ACCOUNT, "name one of accounts");
    target.refuseUnknownKeys();
    if (region.isEmpty()) {
      target.note(
          "region",
          named.isMissingNode()
              ? "is missing; name a Region, such as eu-west-1"
              : named + " has no Amazon Rekognition; name one of its Regions, such as eu-west-1");
      return;
    }
    String id = region.get().id();
    for (Operation operation : asked.keySet()) {
      Block values = operations.block(operation.apiName());
      if (operation.isOfferedIn(id) || operations.keys().contains(operation.apiName())) {
        addTarget(operation, id, account, values, targets.get(operation));
      }
    }
    operations.refuseUnknownKeys();
  }

  private static void addTarget(
      Operation operation,
      String region,
      String account,
      Block values,
      List<TargetSettings> targets) {
    double permits = values.number("permitsPerSecond", operation.defaultPermitsPerSecond(region));
    double weight = values.number("weight", permits);
    values.refuseUnknownKeys();
    try {
      targets.add(new TargetSettings(region, permits, weight, account));
    } catch (IllegalArgumentException e) {
      values.noteHere(e.getMessage());
    }
  }

  private List<OperationSettings> withParameters(Map<Operation, List<TargetSettings>> targets) {
    List<OperationSettings> operations = new ArrayList<>();
    targets.forEach(
        (operation, ofOperation) -> {
          try {
            operations.add(new OperationSettings(operation, asked.get(operation), ofOperation));
          } catch (IllegalArgumentException e) {
            stage.note(KEY, e.getMessage());
          }
        });
    return operations;
  }
}
