package io.fanlens.stage.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Which keys are told of: those that begin with one of the prefixes and end with one of the
 * suffixes. No prefix lets every beginning pass, no suffix every end.
 */
public record KeyFilters(List<String> prefixes, List<String> suffixes) {

  /** Every key. */
  static final KeyFilters NONE = new KeyFilters(List.of(), List.of());

  /** Amazon S3 compares filters with URL-encoded keys; these characters stay as they are. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9/._-]{1,512}");

  private static final String SAFE_WORDS =
      "give letters, digits, '/', '.', '_' and '-', such as \"%s\"";

  /** Amazon S3 takes 100 rules a bucket, and each pair needs one for each of three events. */
  private static final int MOST_PAIRS = 33;

  public KeyFilters {
    prefixes = List.copyOf(prefixes);
    suffixes = List.copyOf(suffixes);
  }

  /** One rule's; empty texts let everything through. */
  public record Pair(String prefix, String suffix) {}

  static KeyFilters read(Block bucket) {
    List<String> prefixes = bucket.texts("keyPrefixes", SAFE, SAFE_WORDS.formatted("uploads/"));
    List<String> suffixes = bucket.texts("keySuffixes", SAFE, SAFE_WORDS.formatted(".jpg"));
    for (String longer : prefixes) {
      for (String shorter : prefixes) {
        if (!longer.equals(shorter) && longer.startsWith(shorter)) {
          bucket.note(
              "keyPrefixes",
              "'%s' lets '%s' pass already; leave the longer one out".formatted(shorter, longer));
        }
      }
    }
    for (String longer : suffixes) {
      for (String shorter : suffixes) {
        if (!longer.equals(shorter) && longer.endsWith(shorter)) {
          bucket.note(
              "keySuffixes",
              "'%s' lets '%s' pass already; leave the longer one out".formatted(shorter, longer));
        }
      }
    }
    KeyFilters filters = new KeyFilters(prefixes, suffixes);
    if (filters.pairs().size() > MOST_PAIRS) {
      bucket.noteHere(
          "%d prefixes times %d suffixes are more than the %d that Amazon S3 has rules for; give fewer"
              .formatted(prefixes.size(), suffixes.size(), MOST_PAIRS));
    }
    return filters;
  }

  /** Each prefix with each suffix. */
  List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (String prefix : prefixes.isEmpty() ? List.of("") : prefixes) {
      for (String suffix : suffixes.isEmpty() ? List.of("") : suffixes) {
        pairs.add(new Pair(prefix, suffix));
      }
    }
    return pairs;
  }

  public boolean letsAllPass() {
    return prefixes.isEmpty() && suffixes.isEmpty();
  }

  /** Whether some key under this prefix passes. */
  boolean reach(String keyPrefix) {
    return prefixes.isEmpty()
        || prefixes.stream()
            .anyMatch(prefix -> keyPrefix.startsWith(prefix) || prefix.startsWith(keyPrefix));
  }

  /** As EventBridge's patterns say it: any of these. */
  public List<Map<String, String>> pattern() {
    return pairs().stream()
        .map(
            pair -> {
              if (pair.suffix().isEmpty()) {
                return Map.of("prefix", pair.prefix());
              }
              return pair.prefix().isEmpty()
                  ? Map.of("suffix", pair.suffix())
                  : Map.of("wildcard", pair.prefix() + "*" + pair.suffix());
            })
        .toList();
  }

  /** For whoever must know which keys are pictures. */
  public SequencedMap<String, List<String>> byName() {
    SequencedMap<String, List<String>> byName = new LinkedHashMap<>();
    byName.put("prefixes", prefixes);
    byName.put("suffixes", suffixes);
    return byName;
  }
}
