package io.fanlens.local.stack;

import io.fanlens.local.events.EventPattern;
import io.fanlens.local.events.InputTemplate;
import io.fanlens.local.events.PipeSpec;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records AWS::Pipes::Pipe from a table's stream to an event bus; it is started later. */
final class PipeProvisioner implements ResourceProvisioner {

  private final StackContext context;
  private final Inventory inventory;
  private final NotEmulated notEmulated;

  PipeProvisioner(StackContext context, Inventory inventory, NotEmulated notEmulated) {
    this.context = context;
    this.inventory = inventory;
    this.notEmulated = notEmulated;
  }

  @Override
  public ProvisionedResource provision(Resource resource, Properties properties) {
    String id = resource.logicalId();
    String name = properties.text("Name").orElseGet(() -> context.generatedName(id));
    properties.raw("Description");
    String source = properties.required("Source");
    String target = properties.required("Target");
    String arn = context.arn("pipes", "pipe/" + name);
    String role = properties.required("RoleArn");
    inventory.mustTrust(role, "pipes.amazonaws.com", arn);
    try {
      PipeSpec pipe = pipe(name, role, source, target, properties);
      if (!source.contains(":dynamodb:") || !source.contains("/stream/")) {
        notEmulated.report(
            "Pipes are supported only from a table's stream, so this one does not run", id);
      } else if (!target.contains(":event-bus/")) {
        notEmulated.report("Pipes are supported only to event buses, so this one does not run", id);
      } else {
        inventory.add(pipe);
      }
    } catch (IllegalArgumentException e) {
      notEmulated.report("The pipe does not run: " + e.getMessage(), id);
    }
    return new ProvisionedResource(name, Map.of("Arn", arn));
  }

  private PipeSpec pipe(
      String name, String role, String source, String target, Properties properties) {
    List<EventPattern> filters = new ArrayList<>();
    Optional<Properties> from = properties.object("SourceParameters");
    from.flatMap(all -> all.object("FilterCriteria"))
        .ifPresent(
            criteria ->
                criteria
                    .objects("Filters")
                    .forEach(one -> filters.add(EventPattern.parse(one.required("Pattern")))));
    String start =
        from.flatMap(all -> all.object("DynamoDBStreamParameters"))
            .flatMap(stream -> stream.text("StartingPosition"))
            .orElse("LATEST");
    Optional<Properties> to = properties.object("TargetParameters");
    Optional<Properties> bus = to.flatMap(all -> all.object("EventBridgeEventBusParameters"));
    return new PipeSpec(
        name,
        context.region(),
        role,
        source,
        target,
        start,
        filters,
        to.flatMap(all -> all.text("InputTemplate")).map(InputTemplate::parse),
        bus.flatMap(all -> all.text("Source")).orElse("Pipe " + name),
        bus.flatMap(all -> all.text("DetailType")).orElse("Event from " + source));
  }
}
