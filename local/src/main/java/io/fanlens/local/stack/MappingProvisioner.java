package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Records AWS::Lambda::EventSourceMapping from a queue; the Lambda service polls it later. */
final class MappingProvisioner implements ResourceProvisioner {
  /** AWS Lambda's own default and limit. */
  private static final int DEFAULT_BATCH_SIZE = 10;

  private static final int MAX_CONCURRENCY = 1_000;

  private final Inventory inventory;
  private final NotEmulated notEmulated;

  MappingProvisioner(Inventory inventory, NotEmulated notEmulated) {
    this.inventory = inventory;
    this.notEmulated = notEmulated;
  }

  @Override
  public ProvisionedResource provision(Resource resource, Properties properties) {
    String id = resource.logicalId();
    String source = properties.required("EventSourceArn");
    Optional<StackFunction> function = inventory.function(properties.required("FunctionName"));
    Optional<String> queueUrl = inventory.queueUrl(source);
    if (properties.text("Enabled").orElse("true").equals("false")) {
      notEmulated.report("The event source is disabled, so it is not polled", id);
    } else if (queueUrl.isEmpty()) {
      notEmulated.report(
          "Event sources are supported only from queues of the stack, not " + source, id);
    } else if (function.isEmpty()) {
      notEmulated.report(
          "The event source's function does not run, so its queue is not polled", id);
    } else {
      inventory.add(mapping(id, function.get().name(), queueUrl.get(), source, properties));
    }
    return new ProvisionedResource(id, Map.of("Id", id));
  }

  private static StackMapping mapping(
      String id, String function, String queueUrl, String queueArn, Properties properties) {
    return new StackMapping(
        id,
        function,
        queueUrl,
        queueArn,
        properties.number("BatchSize").orElse(DEFAULT_BATCH_SIZE),
        Duration.ofSeconds(properties.number("MaximumBatchingWindowInSeconds").orElse(0)),
        properties.texts("FunctionResponseTypes").contains("ReportBatchItemFailures"),
        properties
            .object("ScalingConfig")
            .flatMap(scaling -> scaling.number("MaximumConcurrency"))
            .orElse(MAX_CONCURRENCY));
  }
}
