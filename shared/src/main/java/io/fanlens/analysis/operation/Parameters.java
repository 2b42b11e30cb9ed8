package io.fanlens.analysis.operation;

import io.fanlens.settings.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The parameters of one operation as they were configured; each mistake is reported with its path.
 */
final class Parameters {

  private final Operation operation;
  private final String path;
  private final Map<?, ?> values;

  Parameters(Operation operation, Map<String, Object> values) {
    this(operation, "", values);
  }

  /**
   * A block inside the parameters.
   *
   * @param path ends in a dot: {@code filters.wordFilter.}
   */
  private Parameters(Operation operation, String path, Map<?, ?> values) {
    this.operation = operation;
    this.path = path;
    this.values = values;
  }

  /** Refuses parameters that the operation does not have. */
  Parameters only(String... names) {
    TreeSet<String> unknown = new TreeSet<>();
    values.keySet().forEach(name -> unknown.add(String.valueOf(name)));
    List.of(names).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw wrong(
          unknown.first(),
          names.length == 0
              ? "is not known; there are no parameters"
              : "is not known; known are " + String.join(", ", names));
    }
    return this;
  }

  /** Requires a parameter. */
  Parameters need(String name, String wayOut) {
    if (values.get(name) == null) {
      throw wrong(name, "is missing; " + wayOut);
    }
    return this;
  }

  Optional<String> text(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || text.isBlank()) {
      throw wrong(name, "is '%s'; give a text".formatted(value));
    }
    return Optional.of(text);
  }

  /** One of the allowed names. */
  Optional<String> name(String name, Collection<String> allowed) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text) || !allowed.contains(text)) {
      throw wrong(name, "is %s; choose from %s".formatted(value, allowed));
    }
    return Optional.of(text);
  }

  Optional<Parameters> block(String name) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(name, "is %s; give a block: {...}".formatted(value));
    }
    return Optional.of(new Parameters(operation, path + name + ".", map));
  }

  /** A list of blocks; an empty one where it is not configured. */
  List<Parameters> blocks(String name, int least, int most) {
    Object value = values.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list) || list.size() < least || list.size() > most) {
      throw wrong(name, "is %s; give a list of %d to %d blocks".formatted(value, least, most));
    }
    List<Parameters> blocks = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String place = "%s[%d]".formatted(name, i);
      if (!(list.get(i) instanceof Map<?, ?> map)) {
        throw wrong(place, "is %s; give a block: {...}".formatted(list.get(i)));
      }
      blocks.add(new Parameters(operation, path + place + ".", map));
    }
    return blocks;
  }

  Optional<Double> number(String name, double least, double most) {
    Object value = values.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof Number number)
        || number.doubleValue() < least
        || number.doubleValue() > most) {
      throw wrong(name, "is %s; give a number from %s to %s".formatted(value, least, most));
    }
    return Optional.of(number.doubleValue());
  }

  Optional<Integer> wholeNumber(String name, int least, int most) {
    Optional<Double> number = number(name, least, most);
    if (number.isPresent() && number.get() != Math.rint(number.get())) {
      throw wrong(name, "is %s; give a whole number".formatted(number.get()));
    }
    return number.map(Double::intValue);
  }

  /** A list of names out of those allowed; the given default where it is not configured. */
  List<String> names(String name, Collection<String> allowed, List<String> otherwise) {
    Object value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!(value instanceof List<?> list) || list.isEmpty()) {
      throw wrong(name, "is %s; give a list of %s".formatted(value, allowed));
    }
    for (Object element : list) {
      if (!(element instanceof String text) || !allowed.contains(text)) {
        throw wrong(name, "has %s; choose from %s".formatted(element, allowed));
      }
    }
    return list.stream().map(String.class::cast).distinct().toList();
  }

  IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException(
        "parameters of %s: '%s%s' %s".formatted(operation.apiName(), path, name, what));
  }
}
