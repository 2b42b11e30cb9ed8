package io.fanlens.local.stack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.apigateway.RestApiDrafts;
import io.fanlens.local.apigateway.RestApiSpec;
import io.fanlens.local.iam.ResourcePolicies;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import io.fanlens.local.template.TemplateException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The resources of a REST API, and the permissions to invoke its functions. */
final class RestApiProvisioners {
  private final RestApiDrafts drafts = new RestApiDrafts();
  private final StackContext context;
  private final Inventory inventory;
  private final ResourcePolicies policies;
  private final Addresses addresses;
  private final NotEmulated notEmulated;

  RestApiProvisioners(
      StackContext context,
      Inventory inventory,
      ResourcePolicies policies,
      Addresses addresses,
      NotEmulated notEmulated) {
    this.context = context;
    this.inventory = inventory;
    this.policies = policies;
    this.addresses = addresses;
    this.notEmulated = notEmulated;
  }

  /** All types but AWS::Lambda::Permission have the same service. */
  Map<String, ResourceProvisioner> byType() {
    return Map.of(
        "AWS::ApiGateway::RestApi",
        this::api,
        "AWS::ApiGateway::Resource",
        (resource, said) -> {
          drafts.resource(context.generatedName(resource.logicalId()), said);
          return named(resource);
        },
        "AWS::ApiGateway::Authorizer",
        (resource, said) -> {
          ProvisionedResource made = named(resource);
          drafts.authorizer(
              made.ref(), said, sentence -> notEmulated.report(sentence, resource.logicalId()));
          return made;
        },
        "AWS::ApiGateway::Method",
        this::method,
        "AWS::ApiGateway::Deployment",
        (resource, said) -> {
          drafts.deployment(context.generatedName(resource.logicalId()), said);
          return named(resource);
        },
        "AWS::ApiGateway::Stage",
        (resource, said) -> {
          drafts.stage(said);
          return new ProvisionedResource(said.required("StageName"), Map.of());
        },
        "AWS::ApiGateway::GatewayResponse",
        (resource, said) -> {
          drafts.gatewayResponse(
              said, sentence -> notEmulated.report(sentence, resource.logicalId()));
          return named(resource);
        },
        "AWS::Lambda::Permission",
        this::permission);
  }

  List<RestApiSpec> specs() {
    return drafts.specs(context.region(), StackContext.ACCOUNT_ID);
  }

  private ProvisionedResource named(Resource resource) {
    return new ProvisionedResource(context.generatedName(resource.logicalId()), Map.of());
  }

  private ProvisionedResource api(Resource resource, Properties properties) {
    // Ids have ten characters; this one is the same at every start.
    long hash = Integer.toUnsignedLong(context.generatedName(resource.logicalId()).hashCode());
    String id = String.format(Locale.ROOT, "%10s", Long.toString(hash, 36)).replace(' ', 'x');
    drafts.api(id, id + "root", properties);
    addresses.open(RestApiSpec.address(id, context.region()));
    return new ProvisionedResource(id, Map.of("RootResourceId", id + "root", "RestApiId", id));
  }

  private ProvisionedResource method(Resource resource, Properties properties) {
    Optional<String> function =
        drafts.method(properties, sentence -> notEmulated.report(sentence, resource.logicalId()));
    function.ifPresent(
        arn -> {
          if (inventory.function(arn).isEmpty()) {
            throw new TemplateException(
                "Integration.Uri names %s, which does not run".formatted(arn));
          }
          // Nobody may invoke it from now on, except whom a permission names.
          policies.govern(arn);
        });
    return named(resource);
  }

  private ProvisionedResource permission(Resource resource, Properties properties) {
    String name = properties.required("FunctionName");
    String arn = name.startsWith("arn:") ? name : context.arn("lambda", "function:" + name);
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode statement = document.putObject("Statement").put("Effect", "Allow");
    statement.put("Action", properties.required("Action"));
    String principal = properties.required("Principal");
    statement
        .putObject("Principal")
        .put(principal.endsWith(".amazonaws.com") ? "Service" : "AWS", principal);
    properties
        .text("SourceArn")
        .ifPresent(
            source -> statement.withObject("/Condition/ArnLike").put("aws:SourceArn", source));
    properties
        .text("SourceAccount")
        .ifPresent(
            account ->
                statement.withObject("/Condition/StringEquals").put("aws:SourceAccount", account));
    policies.add(arn, document);
    return named(resource);
  }
}
