package io.fanlens.infra.monitoring;

import io.fanlens.infra.security.Encryption;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The topic that alarms notify, with an e-mail subscription if the stage has an address. Amazon SNS
 * first sends that address a link to confirm.
 */
public final class AlarmTopic extends Construct {

  private final Topic topic;

  public AlarmTopic(
      Construct scope, String id, StageConfiguration configuration, Encryption encryption) {
    super(scope, id);
    topic =
        Topic.Builder.create(this, "Topic")
            .enforceSsl(true)
            .masterKey(encryption.keyOrNull())
            .build();
    // A policy replaces the default one, which lets the account's alarms publish.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmNotifications")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(new TreeMap<>(fromThisAccount()))
            .build());
    encryption.allowService(
        "AlarmNotifications",
        "cloudwatch.amazonaws.com",
        Encryption.SENDER_ACTIONS,
        fromThisAccount());
    if (!configuration.monitoring().alarmEmail().isEmpty()) {
      topic.addSubscription(new EmailSubscription(configuration.monitoring().alarmEmail()));
    }
  }

  private Map<String, Object> fromThisAccount() {
    return Map.of(
        "StringEquals",
        Map.of("aws:SourceAccount", Aws.ACCOUNT_ID),
        "ArnLike",
        Map.of("aws:SourceArn", alarms()));
  }

  private String alarms() {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder()
                .service("cloudwatch")
                .resource("alarm")
                .resourceName("*")
                .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                .build());
  }

  public Topic topic() {
    return topic;
  }
}
