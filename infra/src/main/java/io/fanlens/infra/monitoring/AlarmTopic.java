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
 * Where alarms are told: one topic, with an e-mail subscription where the stage names an address.
 * Amazon SNS sends that address a link to confirm before it sends anything else.
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
    // A topic with a policy of its own has lost the default one, by which the account's alarms may
    // publish.
    topic.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("AlarmsOfThisAccount")
            .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
            .actions(List.of("sns:Publish"))
            .resources(List.of(topic.getTopicArn()))
            .conditions(new TreeMap<>(ofThisAccount()))
            .build());
    encryption.letUse(
        "AlarmsOfThisAccount", "cloudwatch.amazonaws.com", Encryption.TO_SEND, ofThisAccount());
    if (!configuration.alarmEmail().isEmpty()) {
      topic.addSubscription(new EmailSubscription(configuration.alarmEmail()));
    }
  }

  private Map<String, Object> ofThisAccount() {
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
