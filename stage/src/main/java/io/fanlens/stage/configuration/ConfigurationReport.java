package io.fanlens.stage.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Collects the errors found and the keys read while a configuration is read. */
final class ConfigurationReport {

  private final List<String> errors = new ArrayList<>();
  private final SequencedMap<String, ConfigurationKey> keys = new LinkedHashMap<>();

  void addError(String message) {
    errors.add(message);
  }

  List<String> errors() {
    return errors;
  }

  void read(String path) {
    keys.putIfAbsent(path, new ConfigurationKey(path, "", ""));
  }

  void describe(String path, String defaultValue, String allowed) {
    keys.put(path, new ConfigurationKey(path, defaultValue, allowed));
  }

  /** Keys below a path, in reading order. A block is listed only if none of its keys was read. */
  List<ConfigurationKey> keysBelow(String parent) {
    return keys.values().stream()
        .filter(key -> key.path().startsWith(parent))
        .filter(key -> keys.keySet().stream().noneMatch(at -> at.startsWith(key.path() + ".")))
        .map(
            key ->
                new ConfigurationKey(
                    key.path().substring(parent.length()), key.defaultValue(), key.allowed()))
        .toList();
  }
}
