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
 * Which operations are asked about which keys: the longest listed prefix of a key decides. The
 * empty prefix, which every key has, is always listed, so no key is left open: {@code {"":
 * ["DetectLabels"], "badges/": ["DetectFaces"], "badges/old/": []}} asks for faces under {@code
 * badges/}, for nothing under {@code badges/old/}, and for labels everywhere else.
 *
 * @param lists by prefix; none at all to ask for every operation about every key
 */
public record OperationsByPrefix(@JsonValue Map<String, List<Operation>> lists) {

  /** The prefix of keys that have no longer one. */
  public static final String ANY = "";

  /** Every operation about every key. */
  public static final OperationsByPrefix ALL = new OperationsByPrefix(Map.of());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OperationsByPrefix {
    SortedMap<String, List<Operation>> copy = new TreeMap<>();
    lists.forEach((prefix, asked) -> copy.put(prefix, List.copyOf(asked)));
    lists = Collections.unmodifiableSortedMap(copy);
    if (!lists.isEmpty() && !lists.containsKey(ANY)) {
      throw new IllegalArgumentException(
          "operationsByPrefix does not say what is asked about keys under no listed prefix; give"
              + " the empty prefix \"\" a list too, [] to ask for nothing");
    }
  }

  /** Those of the operations that are asked about this key, in their order. */
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
    List<Operation> asked = lists.get(longest);
    return operations.stream().filter(each -> asked.contains(each.operation())).toList();
  }

  /** The different lists of operations that a picture may be asked, without the empty one. */
  public Collection<List<OperationSettings>> combinations(List<OperationSettings> operations) {
    Map<List<Operation>, List<OperationSettings>> combinations = new LinkedHashMap<>();
    for (List<Operation> asked : lists.isEmpty() ? List.of(names(operations)) : lists.values()) {
      List<OperationSettings> some =
          operations.stream().filter(each -> asked.contains(each.operation())).toList();
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
