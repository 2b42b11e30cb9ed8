package io.fanlens.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.fanlens.local.iam.ResourcePolicies;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.TemplateException;
import java.util.List;
import java.util.Map;

/** AWS::SQS::QueuePolicy and AWS::S3::BucketPolicy, which are enforced. */
final class PolicyProvisioners {

  private PolicyProvisioners() {}

  static ProvisionedResource ofQueues(
      Properties properties, Inventory inventory, ResourcePolicies policies) {
    List<String> queues = properties.texts("Queues");
    for (String url : queues) {
      String arn =
          inventory
              .queueArn(url)
              .orElseThrow(
                  () ->
                      new TemplateException("Queues has %s, which does not exist".formatted(url)));
      add(properties, arn, policies);
    }
    return new ProvisionedResource(String.join(",", queues), Map.of());
  }

  static ProvisionedResource ofBucket(Properties properties, ResourcePolicies policies) {
    String bucket = properties.required("Bucket");
    add(properties, StackContext.globalArn("s3", "", bucket), policies);
    return new ProvisionedResource(bucket, Map.of());
  }

  private static void add(Properties properties, String arn, ResourcePolicies policies) {
    JsonNode document =
        properties
            .raw("PolicyDocument")
            .orElseThrow(() -> new TemplateException("PolicyDocument is missing"));
    try {
      policies.add(arn, document);
    } catch (IllegalArgumentException e) {
      throw new TemplateException(e.getMessage(), e);
    }
  }
}
