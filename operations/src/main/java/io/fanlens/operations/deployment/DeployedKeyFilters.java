package io.fanlens.operations.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/**
 * Which keys are reported to the queue: those that match a prefix and suffix of the bucket's
 * notification, or of the rule for an existing bucket.
 */
public record DeployedKeyFilters(List<KeyFilter> filters) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CREATED = "s3:ObjectCreated:";

  public DeployedKeyFilters {
    filters = List.copyOf(filters);
  }

  /** The filter of one rule; empty strings match every key. */
  record KeyFilter(String prefix, String suffix) {
    public boolean passes(String key) {
      return key.startsWith(prefix) && key.endsWith(suffix);
    }
  }

  /**
   * The filters in force.
   *
   * @throws OperationsException when no notification covers the bucket's objects
   */
  public static DeployedKeyFilters of(Deployment deployment) {
    String bucket = deployment.bucket();
    GetBucketNotificationConfigurationResponse notifications =
        deployment.s3().getBucketNotificationConfiguration(request -> request.bucket(bucket));
    if (deployment.eventKeys().isPresent()) {
      if (notifications.eventBridgeConfiguration() == null) {
        throw new OperationsException(
            "bucket %s does not send its events to Amazon EventBridge, so none of its pictures is analyzed; turn that on as docs/configuration.md says under An existing bucket"
                .formatted(bucket));
      }
      return ofRule(deployment.eventKeys().get());
    }
    DeployedKeyFilters filters = of(notifications);
    if (filters.filters().isEmpty()) {
      throw new OperationsException(
          "bucket %s notifies no queue of new objects; deploy the stack again".formatted(bucket));
    }
    return filters;
  }

  /**
   * The filters of an existing bucket, whose events arrive by an EventBridge rule.
   *
   * @param json the stack's output: {@code {"prefixes": [], "suffixes": [".jpg"]}}
   */
  public static DeployedKeyFilters ofRule(String json) {
    try {
      JsonNode keys = JSON.readTree(json);
      List<KeyFilter> filters = new ArrayList<>();
      for (String prefix : texts(keys.path("prefixes"))) {
        for (String suffix : texts(keys.path("suffixes"))) {
          filters.add(new KeyFilter(prefix, suffix));
        }
      }
      return new DeployedKeyFilters(filters);
    } catch (JsonProcessingException e) {
      throw new OperationsException("the stack's output EventKeys is not JSON: " + json, e);
    }
  }

  /** An empty list matches every key. */
  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts.isEmpty() ? List.of("") : texts;
  }

  public static DeployedKeyFilters of(GetBucketNotificationConfigurationResponse configuration) {
    return new DeployedKeyFilters(
        configuration.queueConfigurations().stream()
            .filter(
                rule ->
                    rule.eventsAsStrings().stream().anyMatch(event -> event.startsWith(CREATED)))
            .map(DeployedKeyFilters::filter)
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

  /** What keys may begin with; an empty text is any key. */
  public List<String> prefixes() {
    return filters.stream().map(KeyFilter::prefix).distinct().toList();
  }

  public boolean passes(String key) {
    return filters.stream().anyMatch(filter -> filter.passes(key));
  }
}
