package io.fanlens.local.s3;

import java.util.List;

/**
 * One queue configuration of a bucket: which events go to which queue.
 *
 * @param events as in {@code s3:ObjectCreated:*}
 * @param prefix of keys, empty for all
 * @param suffix of keys, empty for all
 */
record NotificationRule(
    String id, String queueArn, List<String> events, String prefix, String suffix) {

  NotificationRule {
    events = List.copyOf(events);
  }

  boolean matches(ObjectChange change) {
    return change.key().startsWith(prefix)
        && change.key().endsWith(suffix)
        && events.stream().anyMatch(pattern -> covers(pattern, "s3:" + change.event()));
  }

  /** Whether some event of some key would match both: S3 rejects such a pair. */
  boolean overlaps(NotificationRule other) {
    boolean events =
        this.events.stream()
            .anyMatch(
                mine ->
                    other.events.stream().anyMatch(its -> covers(mine, its) || covers(its, mine)));
    return events
        && (prefix.startsWith(other.prefix) || other.prefix.startsWith(prefix))
        && (suffix.endsWith(other.suffix) || other.suffix.endsWith(suffix));
  }

  private static boolean covers(String pattern, String event) {
    return pattern.endsWith("*")
        ? event.startsWith(pattern.substring(0, pattern.length() - 1))
        : event.equals(pattern);
  }
}
