package io.fanlens.local.rekognition.label;

import java.util.Set;

/**
 * Which labels are wanted: those with a name or category that is included, or all if none is named,
 * less those with a name or category that is excluded.
 */
public record LabelFilters(
    Set<String> names,
    Set<String> categories,
    Set<String> excludedNames,
    Set<String> excludedCategories) {

  public LabelFilters {
    names = Set.copyOf(names);
    categories = Set.copyOf(categories);
    excludedNames = Set.copyOf(excludedNames);
    excludedCategories = Set.copyOf(excludedCategories);
  }

  public boolean wants(FoundLabel label) {
    boolean included =
        (names.isEmpty() && categories.isEmpty())
            || names.contains(label.name())
            || categories.contains(label.category());
    return included
        && !excludedNames.contains(label.name())
        && !excludedCategories.contains(label.category());
  }
}
