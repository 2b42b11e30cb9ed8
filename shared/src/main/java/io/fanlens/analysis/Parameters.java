package io.fanlens.analysis;

import io.fanlens.settings.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The parameters of one operation as they were configured; every mistake is named with its place.
 */
final class Parameters {

  private final Operation operation;
  private final Map<String, Object> values;

  Parameters(Operation operation, Map<String, Object> values) {
    this.operation = operation;
    this.values = values;
  }

  /** Refuses parameters that the operation does not have. */
  Parameters only(String... names) {
    TreeSet<String> unknown = new TreeSet<>(values.keySet());
    List.of(names).forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw wrong(unknown.first(), "is not known; known are " + String.join(", ", names));
    }
    return this;
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

  private IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException(
        "parameters of %s: '%s' %s".formatted(operation.apiName(), name, what));
  }
}
