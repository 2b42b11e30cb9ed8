package io.fanlens.infra.results;

import io.fanlens.infra.security.Encryption;
import io.fanlens.result.KeyHash;
import io.fanlens.stage.configuration.StageConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.ServicePrincipalOpts;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.pipes.CfnPipe.DeadLetterConfigProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.FilterCriteriaProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.FilterProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeSourceDynamoDBStreamParametersProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeSourceParametersProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeTargetEventBridgeEventBusParametersProperty;
import software.amazon.awscdk.services.pipes.CfnPipe.PipeTargetParametersProperty;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * Publishes results: the table's stream, filtered, to the account's default event bus. It is a
 * single pipe, because a stream supports at most two readers and one is left to the user.
 */
public final class ResultEvents extends Construct {

  static final String SOURCE = "fanlens";
  static final String DETAIL_TYPE = "Picture result";

  /**
   * A finished row has no claim, while claims and releases leave one in it. A claim that is dropped
   * because its version is gone leaves goneSequencer: the earlier answer has not changed.
   */
  private static final String FINISHED =
      """
      {"eventName":["INSERT","MODIFY"],"dynamodb":{"NewImage":{\
      "status":{"S":["SUCCEEDED","FAILED"]},\
      "claim":{"M":{"token":{"S":[{"exists":false}]}}},\
      "goneSequencer":{"S":[{"exists":false}]}}}}\
      """;

  /** Not rows that expired: those are deleted by DynamoDB itself, as the principal shows. */
  private static final String REMOVED =
      """
      {"eventName":["REMOVE"],"dynamodb":{"OldImage":{"status":{"S":["SUCCEEDED","FAILED"]}}},\
      "userIdentity":{"principalId":[{"exists":false}]}}\
      """;

  /** A row of a version that is gone, whose item keeps the claim of a newer one in flight. */
  private static final String REMOVED_UNDER_A_CLAIM =
      """
      {"eventName":["MODIFY"],"dynamodb":{\
      "OldImage":{"status":{"S":["SUCCEEDED","FAILED"]}},\
      "NewImage":{"status":{"S":[{"exists":false}]}}}}\
      """;

  /** Small, whatever the row's size. All values are texts; missing ones are empty. */
  private static final String DETAIL =
      """
      {"change":"<$.eventName>",\
      "key":"<$.dynamodb.Keys.id.S>",\
      "operation":"<$.dynamodb.Keys.operation.S>",\
      "status":"<$.dynamodb.NewImage.status.S>",\
      "count":"<$.dynamodb.NewImage.count.N>",\
      "found":"<$.dynamodb.NewImage.found.S>",\
      "region":"<$.dynamodb.NewImage.region.S>",\
      "errorCode":"<$.dynamodb.NewImage.errorCode.S>",\
      "finishedAt":"<$.dynamodb.NewImage.finishedAt.S>",\
      "bucket":"<$.dynamodb.NewImage.bucket.S>",\
      "eTag":"<$.dynamodb.NewImage.eTag.S>",\
      "before":{\
      "status":"<$.dynamodb.OldImage.status.S>",\
      "finishedAt":"<$.dynamodb.OldImage.finishedAt.S>",\
      "bucket":"<$.dynamodb.OldImage.bucket.S>",\
      "eTag":"<$.dynamodb.OldImage.eTag.S>"}}\
      """;

  private static final int RETRIES = 10;

  /** A record that cannot be published for an hour goes to the dead-letter queue. */
  private static final int MAX_RECORD_AGE_SECONDS = 3_600;

  private final Queue deadLetterQueue;

  public ResultEvents(
      Construct scope,
      String id,
      StageConfiguration configuration,
      Encryption encryption,
      ResultStorage results) {
    super(scope, id);
    String stream = results.table().getTableStreamArn();
    deadLetterQueue =
        encryption
            .of(Queue.Builder.create(this, "DeadLetterQueue"))
            .queueName(configuration.names().queueOrNull("-event-dead-letters"))
            .enforceSsl(true)
            .retentionPeriod(Duration.days(14))
            .build();
    String bus = arn("events", "event-bus", "default");
    String name = name(configuration);
    CfnPipe.Builder.create(this, "Pipe")
        .name(name)
        .description("Results of Fanlens from the table's stream to the event bus")
        .roleArn(role(arn("pipes", "pipe", name), stream, bus, encryption).getRoleArn())
        .source(stream)
        .sourceParameters(
            PipeSourceParametersProperty.builder()
                .filterCriteria(
                    FilterCriteriaProperty.builder()
                        .filters(
                            List.of(
                                filter(FINISHED), filter(REMOVED), filter(REMOVED_UNDER_A_CLAIM)))
                        .build())
                .dynamoDbStreamParameters(
                    PipeSourceDynamoDBStreamParametersProperty.builder()
                        .startingPosition("LATEST")
                        .batchSize(10)
                        .maximumRetryAttempts(RETRIES)
                        .maximumRecordAgeInSeconds(MAX_RECORD_AGE_SECONDS)
                        .onPartialBatchItemFailure("AUTOMATIC_BISECT")
                        .deadLetterConfig(
                            DeadLetterConfigProperty.builder()
                                .arn(deadLetterQueue.getQueueArn())
                                .build())
                        .build())
                .build())
        .target(bus)
        .targetParameters(
            PipeTargetParametersProperty.builder()
                .inputTemplate(DETAIL)
                .eventBridgeEventBusParameters(
                    PipeTargetEventBridgeEventBusParametersProperty.builder()
                        .source(SOURCE)
                        .detailType(DETAIL_TYPE)
                        .build())
                .build())
        .build();
  }

  /**
   * A pipe keeps its name and its source for life, and a table of another name has another stream:
   * then the pipe has another name too, so that AWS CloudFormation can replace it.
   */
  private static String name(StageConfiguration configuration) {
    String table = configuration.results().table();
    return "%s-results-%s".formatted(configuration.stackName(), KeyHash.of(table, 8));
  }

  private Role role(String pipe, String stream, String bus, Encryption encryption) {
    List<PolicyStatement> statements =
        new ArrayList<>(
            List.of(
                allow(
                    "ReadStream",
                    stream,
                    "dynamodb:DescribeStream",
                    "dynamodb:GetRecords",
                    "dynamodb:GetShardIterator",
                    "dynamodb:ListStreams"),
                allow("PublishResults", bus, "events:PutEvents"),
                allow("SendEventDeadLetters", deadLetterQueue.getQueueArn(), "sqs:SendMessage")));
    // To read the stream is to decrypt; sending to the queue takes a data key.
    statements.addAll(encryption.statement("UseKeyInPipe", "kms:Decrypt", "kms:GenerateDataKey"));
    return Role.Builder.create(this, "Role")
        .description("Permissions of the pipe that publishes results of Fanlens")
        .assumedBy(
            new ServicePrincipal(
                "pipes.amazonaws.com",
                ServicePrincipalOpts.builder()
                    .conditions(
                        new TreeMap<>(
                            Map.of(
                                "StringEquals",
                                new TreeMap<>(
                                    Map.of(
                                        "aws:SourceAccount",
                                        Aws.ACCOUNT_ID,
                                        "aws:SourceArn",
                                        pipe)))))
                    .build()))
        .inlinePolicies(
            Map.of("Pipe", PolicyDocument.Builder.create().statements(statements).build()))
        .build();
  }

  private String arn(String service, String resource, String name) {
    return Stack.of(this)
        .formatArn(
            ArnComponents.builder().service(service).resource(resource).resourceName(name).build());
  }

  private static PolicyStatement allow(String sid, String resource, String... actions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .actions(List.of(actions))
        .resources(List.of(resource))
        .build();
  }

  private static FilterProperty filter(String pattern) {
    return FilterProperty.builder().pattern(pattern).build();
  }

  public Queue deadLetterQueue() {
    return deadLetterQueue;
  }
}
