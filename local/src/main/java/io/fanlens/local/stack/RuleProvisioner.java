package io.fanlens.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.events.EventPattern;
import io.fanlens.local.events.RuleSpec;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.EventBridgeConfiguration;

/**
 * Records AWS::Events::Rule from the default bus to queues. A bucket that a rule listens to exists
 * before the stack does, so it is created here.
 */
final class RuleProvisioner implements ResourceProvisioner {

  private final StackContext context;
  private final S3Client s3;
  private final Inventory inventory;
  private final NotEmulated notEmulated;

  RuleProvisioner(StackContext context, S3Client s3, Inventory inventory, NotEmulated notEmulated) {
    this.context = context;
    this.s3 = s3;
    this.inventory = inventory;
    this.notEmulated = notEmulated;
  }

  @Override
  public ProvisionedResource provision(Resource resource, Properties properties) {
    String id = resource.logicalId();
    String name = properties.text("Name").orElseGet(() -> context.generatedName(id));
    String arn = context.arn("events", "rule/" + name);
    properties.raw("Description");
    Optional<JsonNode> pattern = properties.raw("EventPattern");
    List<String> queues = queues(id, properties, pattern.isEmpty());
    if (pattern.isEmpty()) {
      properties.raw("ScheduleExpression");
      notEmulated.report("Only rules with an event pattern run, not scheduled ones", id);
    } else if (properties.text("State").orElse("ENABLED").equals("ENABLED")) {
      try {
        inventory.add(new RuleSpec(arn, EventPattern.parse(pattern.get().toString()), queues));
        listenTo(pattern.get(), id);
      } catch (IllegalArgumentException e) {
        notEmulated.report("The rule does not run: " + e.getMessage(), id);
      }
    }
    return new ProvisionedResource(name, Map.of("Arn", arn));
  }

  private List<String> queues(String id, Properties properties, boolean scheduled) {
    List<String> queues = new ArrayList<>();
    for (Properties target : properties.objects("Targets")) {
      String arn = target.required("Arn");
      target.raw("Id");
      if (scheduled) {
        target.raw("Input");
      }
      if (arn.contains(":sqs:")) {
        queues.add(arn);
      } else {
        notEmulated.report("Rules are supported only to queues, not to " + arn, id);
      }
    }
    return queues;
  }

  private void listenTo(JsonNode pattern, String id) {
    if (!pattern.path("source").toString().contains("\"aws.s3\"")) {
      return;
    }
    for (JsonNode bucket : pattern.at("/detail/bucket/name")) {
      String name = bucket.asText();
      try {
        s3.createBucket(request -> request.bucket(name));
        notEmulated.report(
            "Bucket %s was created on this machine and sends its events to EventBridge"
                .formatted(name),
            id);
      } catch (BucketAlreadyOwnedByYouException e) {
        continue; // the stack's own, or another rule's
      }
      s3.putBucketNotificationConfiguration(
          request ->
              request
                  .bucket(name)
                  .notificationConfiguration(
                      configuration ->
                          configuration.eventBridgeConfiguration(
                              EventBridgeConfiguration.builder().build())));
    }
  }
}
