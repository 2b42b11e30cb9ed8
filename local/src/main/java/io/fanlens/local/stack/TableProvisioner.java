package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import io.fanlens.local.template.TemplateException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** Creates AWS::DynamoDB::Table, and AWS::DynamoDB::GlobalTable as a table of the home Region. */
final class TableProvisioner implements ResourceProvisioner {
  private final StackContext context;
  private final DynamoDbClient dynamodb;
  private final NotEmulated notEmulated;

  TableProvisioner(StackContext context, DynamoDbClient dynamodb, NotEmulated notEmulated) {
    this.context = context;
    this.dynamodb = dynamodb;
    this.notEmulated = notEmulated;
  }

  @Override
  public ProvisionedResource provision(Resource resource, Properties properties) {
    String name =
        properties.text("TableName").orElseGet(() -> context.generatedName(resource.logicalId()));
    CreateTableRequest request = TableRequest.of(name, properties);
    TableDescription table = create(request);
    properties
        .object("TimeToLiveSpecification")
        .ifPresent(ttl -> expire(resource.logicalId(), name, ttl));
    Map<String, String> attributes = new HashMap<>();
    // DynamoDB Local's own ARNs have the Region ddblocal.
    attributes.put("Arn", context.arn("dynamodb", "table/" + name));
    if (table.latestStreamArn() != null) {
      attributes.put("StreamArn", table.latestStreamArn());
    }
    return new ProvisionedResource(name, attributes);
  }

  private TableDescription create(CreateTableRequest request) {
    try {
      return dynamodb.createTable(request).tableDescription();
    } catch (ResourceInUseException e) {
      // An external DynamoDB keeps its rows, which belong to the user.
      TableDescription found =
          dynamodb.describeTable(describe -> describe.tableName(request.tableName())).table();
      if (!Set.copyOf(found.keySchema()).equals(Set.copyOf(request.keySchema()))) {
        throw exists("with another key", request, e);
      }
      Set<String> indexes =
          found.globalSecondaryIndexes().stream()
              .map(GlobalSecondaryIndexDescription::indexName)
              .collect(Collectors.toSet());
      for (GlobalSecondaryIndex wanted : request.globalSecondaryIndexes()) {
        if (!indexes.contains(wanted.indexName())) {
          throw exists("without the index " + wanted.indexName(), request, e);
        }
      }
      return found;
    }
  }

  private static TemplateException exists(
      String how, CreateTableRequest request, ResourceInUseException e) {
    return new TemplateException(
        "table '%s' already exists %s; delete it or use another DynamoDB"
            .formatted(request.tableName(), how),
        e);
  }

  /** DynamoDB Local stores the setting but never deletes a row. */
  private void expire(String logicalId, String name, Properties ttl) {
    String attribute = ttl.text("AttributeName").orElse("");
    if (ttl.text("Enabled").orElse("false").equals("true")) {
      boolean set =
          dynamodb
              .describeTimeToLive(request -> request.tableName(name))
              .timeToLiveDescription()
              .timeToLiveStatusAsString()
              .equals("ENABLED");
      if (!set) {
        dynamodb.updateTimeToLive(
            request ->
                request
                    .tableName(name)
                    .timeToLiveSpecification(spec -> spec.enabled(true).attributeName(attribute)));
      }
      notEmulated.report("Time to live is not emulated, expired rows stay", logicalId);
    }
  }
}
