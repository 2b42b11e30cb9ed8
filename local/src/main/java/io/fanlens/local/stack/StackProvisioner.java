package io.fanlens.local.stack;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.local.iam.ResourcePolicies;
import io.fanlens.local.secrets.SecretStore;
import io.fanlens.local.template.DependencyOrder;
import io.fanlens.local.template.Intrinsics;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import io.fanlens.local.template.Template;
import io.fanlens.local.template.TemplateException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Provisions a template's resources in dependency order, as CloudFormation does. */
public final class StackProvisioner {
  /** Sections that are supported, or have no effect on AWS either. */
  private static final Set<String> SECTIONS =
      Set.of(
          "AWSTemplateFormatVersion",
          "Description",
          "Metadata",
          "Parameters",
          "Mappings",
          "Conditions",
          "Resources",
          "Outputs");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Template template;
  private final StackContext context;
  private final NameResolver names;
  private final Intrinsics intrinsics;
  private final NotEmulated notEmulated = new NotEmulated();
  private final Inventory inventory = new Inventory();
  private final Addresses addresses;
  private final RestApiProvisioners restApis;
  private final UserPoolProvisioners userPools;
  private final Map<String, ResourceProvisioner> provisioners;

  private StackProvisioner(
      Template template,
      StackContext context,
      S3Client s3,
      SqsClient sqs,
      DynamoDbClient dynamo,
      ResourcePolicies policies,
      SecretStore secrets,
      Addresses addresses) {
    this.template = template;
    this.context = context;
    this.addresses = addresses;
    this.names = new NameResolver(template, context);
    this.intrinsics = new Intrinsics(names);
    TableProvisioner table = new TableProvisioner(context, dynamo, notEmulated);
    this.restApis = new RestApiProvisioners(context, inventory, policies, addresses, notEmulated);
    this.userPools = new UserPoolProvisioners(context, addresses, notEmulated);
    this.provisioners = new HashMap<>(restApis.byType());
    provisioners.putAll(userPools.byType());
    provisioners.putAll(
        Map.ofEntries(
            entry("AWS::S3::Bucket", new BucketProvisioner(context, s3)),
            entry(
                "AWS::SQS::Queue",
                new QueueProvisioner(
                    context,
                    sqs,
                    (arn, url) -> {
                      inventory.addQueue(arn, url);
                      policies.govern(arn);
                    })),
            entry(
                "AWS::SQS::QueuePolicy",
                (any, said) -> PolicyProvisioners.ofQueues(said, inventory, policies)),
            entry(
                "AWS::S3::BucketPolicy",
                (any, said) -> PolicyProvisioners.ofBucket(said, policies)),
            entry("AWS::DynamoDB::Table", table),
            entry("AWS::DynamoDB::GlobalTable", table),
            entry("AWS::IAM::Role", new RoleProvisioner(context, inventory, notEmulated)),
            entry("AWS::Pipes::Pipe", new PipeProvisioner(context, inventory, notEmulated)),
            entry("AWS::Events::Rule", new RuleProvisioner(context, s3, inventory, notEmulated)),
            entry(
                "AWS::SecretsManager::Secret",
                (resource, said) -> SecretProvisioner.provision(resource, said, context, secrets)),
            entry("AWS::Lambda::LayerVersion", new LayerProvisioner(context)),
            entry(
                "AWS::Lambda::Function", new FunctionProvisioner(context, inventory, notEmulated)),
            entry(
                "AWS::Lambda::EventSourceMapping", new MappingProvisioner(inventory, notEmulated)),
            entry(
                "AWS::Lambda::Version",
                (any, said) -> QualifierProvisioners.version(said, context)),
            entry(
                "AWS::Lambda::Alias", (any, said) -> QualifierProvisioners.alias(said, context))));
  }

  /**
   * Provisions the stack.
   *
   * @param stackName prefix of generated names
   * @param policies receives the resource policies of queues and buckets
   * @param secrets receives the secrets
   * @param addresses receives the hosts of REST APIs and logins
   * @throws TemplateException with one sentence that names the logical id of the resource at fault
   */
  public static Stack provision(
      Template template,
      String stackName,
      String region,
      S3Client s3,
      SqsClient sqs,
      DynamoDbClient dynamodb,
      ResourcePolicies policies,
      SecretStore secrets,
      Addresses addresses) {
    StackContext context = new StackContext(stackName, region);
    return new StackProvisioner(template, context, s3, sqs, dynamodb, policies, secrets, addresses)
        .provision();
  }

  private Stack provision() {
    List<Resource> wanted =
        template.resources().stream()
            .filter(resource -> resource.condition().map(names::condition).orElse(true))
            .toList();
    Set<String> otherNames = new LinkedHashSet<>();
    template.section("Parameters").fieldNames().forEachRemaining(otherNames::add);
    template.resources().forEach(resource -> otherNames.add(resource.logicalId()));
    for (Resource resource : DependencyOrder.of(wanted, otherNames)) {
      names.add(resource.logicalId(), provision(resource));
    }
    template.sectionNames().stream()
        .filter(section -> !SECTIONS.contains(section))
        .forEach(
            section -> notEmulated.report("A section of the template is not supported", section));
    return new Stack(
        inventory.functions(),
        inventory.mappings(),
        inventory.roles(),
        inventory.pipes(),
        inventory.rules(),
        restApis.specs(),
        userPools.specs(),
        outputs(),
        notEmulated.sentences());
  }

  private ProvisionedResource provision(Resource resource) {
    try {
      if (resource.outlivesStack()) {
        notEmulated.report("Data is not retained when the local cloud stops", resource.logicalId());
      }
      JsonNode resolved = localized(intrinsics.resolve(resource.properties()));
      ResourceProvisioner provisioner = provisioners.get(resource.type());
      if (provisioner == null) {
        notEmulated.resource(resource);
        return Placeholders.of(resource, context);
      }
      Properties properties = new Properties(resolved);
      ProvisionedResource provisioned = provisioner.provision(resource, properties);
      properties.unread().forEach(path -> notEmulated.property(resource, path));
      return provisioned;
    } catch (TemplateException e) {
      throw e.in(resource.title());
    } catch (SdkException e) {
      throw new TemplateException(
          "%s: %s"
              .formatted(resource.title(), Optional.ofNullable(e.getMessage()).orElse("failed")),
          e);
    }
  }

  /** What a bucket, a function or an app client is told of a host is where it is served here. */
  private JsonNode localized(JsonNode properties) {
    String text = properties.toString();
    String local = addresses.localized(text);
    try {
      return local.equals(text) ? properties : JSON.readTree(local);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an address has nothing that JSON escapes", e);
    }
  }

  private Map<String, String> outputs() {
    Map<String, String> outputs = new TreeMap<>();
    for (Map.Entry<String, JsonNode> output : template.section("Outputs").properties()) {
      JsonNode said = output.getValue();
      if (said.has("Condition") && !names.condition(said.get("Condition").asText())) {
        continue;
      }
      try {
        outputs.put(output.getKey(), localized(intrinsics.resolve(said.path("Value"))).asText());
      } catch (TemplateException e) {
        throw e.in("output " + output.getKey());
      }
    }
    return outputs;
  }
}
