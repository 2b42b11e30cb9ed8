package io.fanlens.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One operation to run on every picture.
 *
 * @param operation which
 * @param parameters the operation's own parameters under the API's names in camel case, such as
 *     {@code attributes} or {@code minConfidence}; the operation's class checks them
 * @param targets where it may run; at least one with a weight above 0
 */
public record OperationSettings(
    Operation operation, Map<String, Object> parameters, List<TargetSettings> targets) {

  public OperationSettings {
    if (operation == null) {
      throw new IllegalArgumentException("operation is missing; name one, such as DetectFaces");
    }
    parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    targets = targets == null ? List.of() : List.copyOf(targets);
    String name = operation.apiName();
    if (targets.stream().noneMatch(target -> target.weight() > 0)) {
      throw new IllegalArgumentException(
          "targets of %s: none has a weight above 0; give at least one target".formatted(name));
    }
    Set<String> seen = new HashSet<>();
    for (TargetSettings target : targets) {
      if (!operation.isOfferedIn(target.region())) {
        throw new IllegalArgumentException(
            "targets of %s: Amazon Rekognition does not offer it in %s; leave this Region out"
                .formatted(name, target.region()));
      }
      if (!seen.add(target.target().key())) {
        throw new IllegalArgumentException(
            "targets of %s: %s is named twice; name each Region of an account once"
                .formatted(name, target.region()));
      }
    }
  }

  /** The operation over the home Region's geography, with default quotas and weights. */
  public static OperationSettings ofDefaults(
      Operation operation, Map<String, Object> parameters, String homeRegion) {
    return new OperationSettings(
        operation,
        parameters,
        RekognitionRegion.defaultsFor(homeRegion).stream()
            .filter(region -> operation.isOfferedIn(region.id()))
            .map(region -> TargetSettings.ofDefaults(operation, region))
            .toList());
  }
}
