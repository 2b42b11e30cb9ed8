package io.fanlens.stage.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What comes of reading a configuration, beside its values: mistakes, and what was asked for. */
final class Reading {

  private final List<String> mistakes = new ArrayList<>();
  private final SequencedMap<String, ConfigurationKey> keys = new LinkedHashMap<>();

  void mistake(String sentence) {
    mistakes.add(sentence);
  }

  List<String> mistakes() {
    return mistakes;
  }

  void asked(String path) {
    keys.putIfAbsent(path, new ConfigurationKey(path, "", ""));
  }

  void describe(String path, String byDefault, String allowed) {
    keys.put(path, new ConfigurationKey(path, byDefault, allowed));
  }

  /**
   * Keys below a path, in the order of reading; a block stands for itself only where it is empty.
   */
  List<ConfigurationKey> keys(String above) {
    return keys.values().stream()
        .filter(key -> key.path().startsWith(above))
        .filter(key -> keys.keySet().stream().noneMatch(at -> at.startsWith(key.path() + ".")))
        .map(
            key ->
                new ConfigurationKey(
                    key.path().substring(above.length()), key.byDefault(), key.allowed()))
        .toList();
  }
}
