package io.fanlens.local.stack;

import io.fanlens.local.iam.ResourcePolicies;
import io.fanlens.local.secrets.SecretStore;
import io.fanlens.local.template.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Clients that record their calls. */
final class FakeCloud {
  final List<String> calls = new ArrayList<>();

  /** A template, provisioned with these clients in its own Region. */
  Stack provision(Template template) {
    return provision(template, HomeRegion.of(template));
  }

  Stack provision(Template template, String region) {
    return StackProvisioner.provision(
        template,
        "fanlens",
        region,
        s3(),
        sqs(),
        dynamodb(),
        new ResourcePolicies(),
        new SecretStore(),
        Addresses.OF_AWS);
  }

  SqsClient sqs() {
    return new SqsClient() {
      @Override
      public CreateQueueResponse createQueue(CreateQueueRequest request) {
        if (request.queueName().equals("refused")) {
          throw SqsException.builder().message("no such name").build();
        }
        Map<String, String> attributes = new TreeMap<>(request.attributesAsStrings());
        calls.add("createQueue " + request.queueName() + " " + attributes);
        return CreateQueueResponse.builder().queueUrl("http://sqs/" + request.queueName()).build();
      }

      @Override
      public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        String name = request.queueUrl().replace("http://sqs/", "");
        String arn = "arn:aws:sqs:eu-west-1:000000000000:" + name;
        return GetQueueAttributesResponse.builder()
            .attributes(Map.of(QueueAttributeName.QUEUE_ARN, arn))
            .build();
      }

      @Override
      public String serviceName() {
        return "sqs";
      }

      @Override
      public void close() {}
    };
  }

  S3Client s3() {
    return new S3Client() {
      @Override
      public CreateBucketResponse createBucket(CreateBucketRequest request) {
        calls.add("createBucket " + request.bucket());
        return CreateBucketResponse.builder().build();
      }

      @Override
      public PutBucketCorsResponse putBucketCors(PutBucketCorsRequest request) {
        calls.add("allowPages " + request.corsConfiguration().corsRules().size());
        return PutBucketCorsResponse.builder().build();
      }

      @Override
      public PutBucketNotificationConfigurationResponse putBucketNotificationConfiguration(
          PutBucketNotificationConfigurationRequest request) {
        if (request.notificationConfiguration().eventBridgeConfiguration() != null) {
          calls.add("enableEventBridge " + request.bucket());
        }
        for (QueueConfiguration queue : request.notificationConfiguration().queueConfigurations()) {
          StringBuilder call = new StringBuilder("notify ");
          call.append(queue.queueArn()).append(' ').append(queue.eventsAsStrings());
          if (queue.filter() != null) {
            for (FilterRule rule : queue.filter().key().filterRules()) {
              call.append(' ').append(rule.nameAsString()).append('=').append(rule.value());
            }
          }
          calls.add(call.toString());
        }
        return PutBucketNotificationConfigurationResponse.builder().build();
      }

      @Override
      public String serviceName() {
        return "s3";
      }

      @Override
      public void close() {}
    };
  }

  DynamoDbClient dynamodb() {
    return new DynamoDbClient() {
      @Override
      public CreateTableResponse createTable(CreateTableRequest request) {
        calls.add(
            "createTable %s %s %s"
                .formatted(
                    request.tableName(),
                    request.keySchema().stream().map(KeySchemaElement::attributeName).toList(),
                    request.globalSecondaryIndexes().stream()
                        .map(GlobalSecondaryIndex::indexName)
                        .toList()));
        return CreateTableResponse.builder()
            .tableDescription(table -> table.tableArn("arn:table"))
            .build();
      }

      @Override
      public DescribeTimeToLiveResponse describeTimeToLive(DescribeTimeToLiveRequest request) {
        return DescribeTimeToLiveResponse.builder()
            .timeToLiveDescription(ttl -> ttl.timeToLiveStatus("DISABLED"))
            .build();
      }

      @Override
      public UpdateTimeToLiveResponse updateTimeToLive(UpdateTimeToLiveRequest request) {
        calls.add("expire by " + request.timeToLiveSpecification().attributeName());
        return UpdateTimeToLiveResponse.builder().build();
      }

      @Override
      public String serviceName() {
        return "dynamodb";
      }

      @Override
      public void close() {}
    };
  }
}
