package io.fanlens.infra.intake;

import io.fanlens.infra.security.Encryption;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.events.CfnRule.TargetProperty;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * A message a week, for a stage whose pauses are long: AWS Lambda puts a version with SnapStart
 * aside after 14 days without an invocation, and restores it for minutes before the next one. The
 * message is the one by which Amazon S3 tests a notification, so the function owes nothing.
 */
final class WeeklyMessage extends Construct {

  private static final String BODY = "{\"Service\":\"Fanlens\",\"Event\":\"s3:TestEvent\"}";

  WeeklyMessage(Construct scope, String id, Encryption encryption, Queue queue) {
    super(scope, id);
    CfnRule rule =
        CfnRule.Builder.create(this, "Rule")
            .description("Keeps the function's version active while no pictures arrive")
            .scheduleExpression("rate(7 days)")
            .targets(
                List.of(
                    TargetProperty.builder()
                        .id("Queue")
                        .arn(queue.getQueueArn())
                        .input(BODY)
                        .build()))
            .build();
    queue.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("WeeklyMessage")
            .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
            .actions(List.of("sqs:SendMessage"))
            .resources(List.of(queue.getQueueArn()))
            .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
            .build());
    // Without a condition, as for an existing bucket's events.
    encryption.allowService(
        "WeeklyMessage", "events.amazonaws.com", Encryption.SENDER_ACTIONS, Map.of());
  }
}
