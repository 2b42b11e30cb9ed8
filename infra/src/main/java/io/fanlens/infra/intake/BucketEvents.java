package io.fanlens.infra.intake;

import io.fanlens.infra.security.Encryption;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.CfnRule.DeadLetterConfigProperty;
import software.amazon.awscdk.services.events.CfnRule.TargetProperty;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Sends an existing bucket's events to the queue through EventBridge, so that the bucket's
 * notifications, one list shared by all its users, are left to its owner. Undeliverable events go
 * to the dead-letter queue, from where they can be redriven. Several rules share the keys where one
 * would be too complex.
 */
final class BucketEvents extends Construct {

  BucketEvents(
      Construct scope,
      String id,
      StageConfiguration configuration,
      Encryption encryption,
      Queue queue,
      Queue deadLetterQueue) {
    super(scope, id);
    List<String> rules = new ArrayList<>();
    for (List<Map<String, String>> keys : configuration.bucket().keys().patterns()) {
      String rule = rules.isEmpty() ? "Rule" : "Rule" + (rules.size() + 1);
      rules.add(
          CfnRule.Builder.create(this, rule)
              .description(
                  "Events of bucket %s for Fanlens".formatted(configuration.bucket().existing()))
              .eventPattern(pattern(configuration, keys))
              .targets(
                  List.of(
                      TargetProperty.builder()
                          .id("Queue")
                          .arn(queue.getQueueArn())
                          .deadLetterConfig(
                              DeadLetterConfigProperty.builder()
                                  .arn(deadLetterQueue.getQueueArn())
                                  .build())
                          .build()))
              .build()
              .getAttrArn());
    }
    allow(queue, rules);
    allow(deadLetterQueue, rules);
    // No condition: EventBridge names no source when it uses a key, so its events would be lost.
    // The queues' policies name the rules.
    encryption.allowService(
        "BucketEvents", "events.amazonaws.com", Encryption.SENDER_ACTIONS, Map.of());
  }

  /** Of this account and Region only: the function cannot read a bucket elsewhere as it must. */
  private static Map<String, Object> pattern(
      StageConfiguration configuration, List<Map<String, String>> keys) {
    Map<String, Object> detail = new TreeMap<>();
    detail.put("bucket", Map.of("name", List.of(configuration.bucket().existing())));
    if (!configuration.bucket().keys().acceptAll()) {
      detail.put("object", Map.of("key", keys));
    }
    Map<String, Object> pattern = new TreeMap<>();
    pattern.put("source", List.of("aws.s3"));
    pattern.put("account", List.of(Aws.ACCOUNT_ID));
    pattern.put("region", List.of(configuration.homeRegion()));
    pattern.put(
        "detail-type",
        configuration.results().removeWithPicture()
            ? List.of("Object Created", "Object Deleted")
            : List.of("Object Created"));
    pattern.put("detail", detail);
    return pattern;
  }

  /** For these rules only; otherwise a rule of any account could send here. */
  private static void allow(Queue queue, List<String> rules) {
    queue.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("BucketEvents")
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queue.getQueueArn()))
            .conditions(
                Map.of(
                    "ArnEquals",
                    Map.of("aws:SourceArn", rules.size() == 1 ? rules.getFirst() : rules)))
            .build());
  }
}
