package io.fanlens.stage.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Which objects are pictures: those whose key begins with one of the prefixes and ends with one of
 * the suffixes. An empty list does not filter; a key that is filtered out has no event and no row.
 */
public record KeyFilters(List<String> prefixes, List<String> suffixes) {

  /** Accepts every key. */
  static final KeyFilters NONE = new KeyFilters(List.of(), List.of());

  /** Amazon S3 compares filters with URL-encoded keys; these characters are not encoded. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9/._-]{1,512}");

  private static final String SAFE_WORDS = "letters, digits and / . _ -";

  /** Amazon S3 allows 100 rules per bucket, and each pair needs one for each of three events. */
  private static final int MAX_PAIRS = 33;

  /** EventBridge refuses a rule that is "too complex", as one with eight wildcards was. */
  private static final int WILDCARDS_PER_RULE = 4;

  public KeyFilters {
    prefixes = List.copyOf(prefixes);
    suffixes = List.copyOf(suffixes);
  }

  /** The filter of one rule; an empty text matches every key. */
  public record Pair(String prefix, String suffix) {}

  static KeyFilters read(ConfigurationBlock bucket) {
    List<String> prefixes = bucket.texts("keyPrefixes", SAFE, SAFE_WORDS);
    List<String> suffixes = bucket.texts("keySuffixes", SAFE, SAFE_WORDS);
    for (String longer : prefixes) {
      for (String shorter : prefixes) {
        if (!longer.equals(shorter) && longer.startsWith(shorter)) {
          bucket.addError(
              "keyPrefixes",
              "'%s' already covers '%s'; remove the longer one".formatted(shorter, longer));
        }
      }
    }
    for (String longer : suffixes) {
      for (String shorter : suffixes) {
        if (!longer.equals(shorter) && longer.endsWith(shorter)) {
          bucket.addError(
              "keySuffixes",
              "'%s' already covers '%s'; remove the longer one".formatted(shorter, longer));
        }
      }
    }
    KeyFilters filters = new KeyFilters(prefixes, suffixes);
    if (filters.pairs().size() > MAX_PAIRS) {
      bucket.addError(
          "%d prefixes x %d suffixes are more than the %d pairs that fit into Amazon S3's rules; give fewer"
              .formatted(prefixes.size(), suffixes.size(), MAX_PAIRS));
    }
    return filters;
  }

  /** Every combination of a prefix and a suffix. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (String prefix : prefixes.isEmpty() ? List.of("") : prefixes) {
      for (String suffix : suffixes.isEmpty() ? List.of("") : suffixes) {
        pairs.add(new Pair(prefix, suffix));
      }
    }
    return pairs;
  }

  public boolean acceptAll() {
    return prefixes.isEmpty() && suffixes.isEmpty();
  }

  /** Whether any key under this prefix can be a picture. */
  boolean acceptUnder(String keyPrefix) {
    return prefixes.isEmpty()
        || prefixes.stream()
            .anyMatch(prefix -> keyPrefix.startsWith(prefix) || prefix.startsWith(keyPrefix));
  }

  /** Whether every key under this prefix is a picture. */
  boolean acceptAllUnder(String keyPrefix) {
    return suffixes.isEmpty()
        && (prefixes.isEmpty() || prefixes.stream().anyMatch(keyPrefix::startsWith));
  }

  /** As alternatives of EventBridge patterns, one list for each rule. */
  public List<List<Map<String, String>>> patterns() {
    List<Map<String, String>> all = pairs().stream().map(KeyFilters::pattern).toList();
    if (prefixes.isEmpty() || suffixes.isEmpty()) {
      return List.of(all);
    }
    List<List<Map<String, String>>> rules = new ArrayList<>();
    for (int from = 0; from < all.size(); from += WILDCARDS_PER_RULE) {
      rules.add(all.subList(from, Math.min(from + WILDCARDS_PER_RULE, all.size())));
    }
    return rules;
  }

  private static Map<String, String> pattern(Pair pair) {
    if (pair.suffix().isEmpty()) {
      return Map.of("prefix", pair.prefix());
    }
    return pair.prefix().isEmpty()
        ? Map.of("suffix", pair.suffix())
        : Map.of("wildcard", pair.prefix() + "*" + pair.suffix());
  }

  /** As the stack's output has it, for commands that must know which objects are pictures. */
  public SequencedMap<String, List<String>> byName() {
    SequencedMap<String, List<String>> byName = new LinkedHashMap<>();
    byName.put("prefixes", prefixes);
    byName.put("suffixes", suffixes);
    return byName;
  }
}
