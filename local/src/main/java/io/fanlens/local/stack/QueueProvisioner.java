package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Creates AWS::SQS::Queue. */
final class QueueProvisioner implements ResourceProvisioner {
  /** Properties that the local SQS supports, which have the same names in the API. */
  private static final List<QueueAttributeName> ATTRIBUTES =
      List.of(
          QueueAttributeName.VISIBILITY_TIMEOUT,
          QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
          QueueAttributeName.DELAY_SECONDS,
          QueueAttributeName.FIFO_QUEUE,
          QueueAttributeName.CONTENT_BASED_DEDUPLICATION);

  private final StackContext context;
  private final SqsClient sqs;
  private final BiConsumer<String, String> urlByArn;

  /**
   * @param urlByArn receives the ARN and URL of each queue
   */
  QueueProvisioner(StackContext context, SqsClient sqs, BiConsumer<String, String> urlByArn) {
    this.context = context;
    this.sqs = sqs;
    this.urlByArn = urlByArn;
  }

  @Override
  public ProvisionedResource provision(Resource resource, Properties properties) {
    String name =
        properties.text("QueueName").orElseGet(() -> context.generatedName(resource.logicalId()));
    Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
    for (QueueAttributeName attribute : ATTRIBUTES) {
      properties.text(attribute.toString()).ifPresent(value -> attributes.put(attribute, value));
    }
    properties
        .raw("RedrivePolicy")
        .ifPresent(policy -> attributes.put(QueueAttributeName.REDRIVE_POLICY, policy.toString()));
    String url =
        sqs.createQueue(request -> request.queueName(name).attributes(attributes)).queueUrl();
    String arn =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    urlByArn.accept(arn, url);
    return new ProvisionedResource(url, Map.of("Arn", arn, "QueueName", name, "QueueUrl", url));
  }
}
