package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;

/** Creates AWS::S3::Bucket, with its notifications to queues and the pages that may use it. */
final class BucketProvisioner implements ResourceProvisioner {
  private final StackContext context;
  private final S3Client s3;

  BucketProvisioner(StackContext context, S3Client s3) {
    this.context = context;
    this.s3 = s3;
  }

  @Override
  public ProvisionedResource provision(Resource resource, Properties properties) {
    String name =
        properties
            .text("BucketName")
            .orElseGet(() -> context.generatedBucketName(resource.logicalId()));
    s3.createBucket(request -> request.bucket(name));
    List<QueueConfiguration> toQueues =
        properties
            .object("NotificationConfiguration")
            .map(BucketProvisioner::toQueues)
            .orElse(List.of());
    if (!toQueues.isEmpty()) {
      s3.putBucketNotificationConfiguration(
          request ->
              request
                  .bucket(name)
                  .notificationConfiguration(
                      configuration -> configuration.queueConfigurations(toQueues)));
    }
    List<CORSRule> pages =
        properties
            .object("CorsConfiguration")
            .map(cors -> cors.objects("CorsRules").stream().map(BucketProvisioner::cors).toList())
            .orElse(List.of());
    if (!pages.isEmpty()) {
      s3.putBucketCors(
          request -> request.bucket(name).corsConfiguration(cors -> cors.corsRules(pages)));
    }
    String suffix = StackContext.URL_SUFFIX;
    return new ProvisionedResource(
        name,
        Map.of(
            "Arn", StackContext.globalArn("s3", "", name),
            "DomainName", "%s.s3.%s".formatted(name, suffix),
            "RegionalDomainName", "%s.s3.%s.%s".formatted(name, context.region(), suffix)));
  }

  private static CORSRule cors(Properties rule) {
    return CORSRule.builder()
        .id(rule.text("Id").orElse(null))
        .allowedOrigins(rule.texts("AllowedOrigins"))
        .allowedMethods(rule.texts("AllowedMethods"))
        .allowedHeaders(rule.texts("AllowedHeaders"))
        .exposeHeaders(rule.texts("ExposedHeaders"))
        .maxAgeSeconds(rule.number("MaxAge").orElse(null))
        .build();
  }

  private static List<QueueConfiguration> toQueues(Properties notifications) {
    List<QueueConfiguration> all = new ArrayList<>();
    for (Properties one : notifications.objects("QueueConfigurations")) {
      QueueConfiguration.Builder queue =
          QueueConfiguration.builder()
              .queueArn(one.required("Queue"))
              .events(Event.fromValue(one.required("Event")));
      one.object("Filter").map(BucketProvisioner::filter).ifPresent(queue::filter);
      all.add(queue.build());
    }
    return all;
  }

  private static NotificationConfigurationFilter filter(Properties filter) {
    List<FilterRule> rules = new ArrayList<>();
    filter
        .object("S3Key")
        .ifPresent(
            key -> {
              for (Properties rule : key.objects("Rules")) {
                rules.add(
                    FilterRule.builder()
                        .name(rule.required("Name"))
                        .value(rule.required("Value"))
                        .build());
              }
            });
    return NotificationConfigurationFilter.builder().key(key -> key.filterRules(rules)).build();
  }
}
