package io.fanlens.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which operations run for which keys: the longest listed prefix of a key decides. The empty
 * prefix, which matches every key, is always listed, so every key is covered: {@code {"":
 * ["DetectLabels"], "badges/": ["DetectFaces"], "badges/old/": []}} runs DetectFaces under {@code
 * badges/}, nothing under {@code badges/old/}, and DetectLabels everywhere else.
 *
 * @param lists by prefix; empty to run every operation for every key
 */
public record OperationsByPrefix(@JsonValue Map<String, List<Operation>> lists) {

  /** The prefix of keys without a longer match. */
  public static final String ANY = "";

  /** Every operation for every key. */
  public static final OperationsByPrefix ALL = new OperationsByPrefix(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OperationsByPrefix {
    SortedMap<String, List<Operation>> copy = new TreeMap<>();
    lists.forEach((prefix, listed) -> copy.put(prefix, List.copyOf(listed)));
    lists = Collections.unmodifiableSortedMap(copy);
    if (!lists.isEmpty() && !lists.containsKey(ANY)) {
      throw new IllegalArgumentException(
          "operationsByPrefix does not cover keys without a listed prefix; give the empty prefix"
              + " \"\" a list too, [] for no operation");
    }
  }

  /** The operations that run for this key, in their order. */
  public List<OperationSettings> of(String key, List<OperationSettings> operations) {
    if (lists.isEmpty()) {
      return operations;
    }
    String longest = ANY;
    for (String prefix : lists.keySet()) {
      if (key.startsWith(prefix) && prefix.length() > longest.length()) {
        longest = prefix;
      }
    }
    List<Operation> listed = lists.get(longest);
    return operations.stream().filter(each -> listed.contains(each.operation())).toList();
  }

  /** The distinct lists of operations that may run for a picture, without the empty one. */
  public Collection<List<OperationSettings>> combinations(List<OperationSettings> operations) {
    Map<List<Operation>, List<OperationSettings>> combinations = new LinkedHashMap<>();
    for (List<Operation> listed : lists.isEmpty() ? List.of(names(operations)) : lists.values()) {
      List<OperationSettings> some =
          operations.stream().filter(each -> listed.contains(each.operation())).toList();
      if (!some.isEmpty()) {
        combinations.put(names(some), some);
      }
    }
    return combinations.values();
  }

  private static List<Operation> names(List<OperationSettings> operations) {
    return operations.stream().map(OperationSettings::operation).toList();
  }
}
