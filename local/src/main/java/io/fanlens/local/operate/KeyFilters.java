package io.fanlens.local.operate;

import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/**
 * Which keys the bucket tells the queue of: those that its notification's prefixes and suffixes let
 * through. Others are no pictures of ours.
 */
record KeyFilters(List<KeyFilter> filters) {

  private static final String CREATED = "s3:ObjectCreated:";

  KeyFilters {
    filters = List.copyOf(filters);
  }

  /** One rule's; empty texts let everything through. */
  record KeyFilter(String prefix, String suffix) {
    boolean passes(String key) {
      return key.startsWith(prefix) && key.endsWith(suffix);
    }
  }

  static KeyFilters of(GetBucketNotificationConfigurationResponse configuration) {
    return new KeyFilters(
        configuration.queueConfigurations().stream()
            .filter(
                rule ->
                    rule.eventsAsStrings().stream().anyMatch(event -> event.startsWith(CREATED)))
            .map(KeyFilters::filter)
            .toList());
  }

  private static KeyFilter filter(QueueConfiguration rule) {
    String prefix = "";
    String suffix = "";
    if (rule.filter() != null && rule.filter().key() != null) {
      for (FilterRule part : rule.filter().key().filterRules()) {
        if (part.nameAsString().toLowerCase(Locale.ROOT).equals("prefix")) {
          prefix = part.value();
        } else {
          suffix = part.value();
        }
      }
    }
    return new KeyFilter(prefix, suffix);
  }

  boolean passes(String key) {
    return filters.stream().anyMatch(filter -> filter.passes(key));
  }
}
