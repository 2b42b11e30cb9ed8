package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Records AWS::Lambda::Function; the Lambda service starts it later. */
final class FunctionProvisioner implements ResourceProvisioner {
  /** AWS Lambda's own defaults. */
  private static final int DEFAULT_MEMORY_MB = 128;

  private static final int DEFAULT_TIMEOUT_SECONDS = 3;

  private final StackContext context;
  private final Inventory inventory;
  private final NotEmulated notEmulated;

  FunctionProvisioner(StackContext context, Inventory inventory, NotEmulated notEmulated) {
    this.context = context;
    this.inventory = inventory;
    this.notEmulated = notEmulated;
  }

  @Override
  public ProvisionedResource provision(Resource resource, Properties properties) {
    String name =
        properties
            .text("FunctionName")
            .orElseGet(() -> context.generatedName(resource.logicalId()));
    String runtime = properties.text("Runtime").orElse("container image");
    String role = properties.text("Role").orElse("");
    // The local zip replaces the code in the CDK's asset bucket.
    properties.raw("Code");
    properties.raw("Description");
    if (runtime.startsWith("java")) {
      inventory.mustTrust(role, "lambda.amazonaws.com", context.arn("lambda", "function:" + name));
      inventory.add(
          new StackFunction(
              resource.logicalId(),
              name,
              properties.required("Handler"),
              role,
              properties.number("MemorySize").orElse(DEFAULT_MEMORY_MB),
              Duration.ofSeconds(properties.number("Timeout").orElse(DEFAULT_TIMEOUT_SECONDS)),
              properties.number("ReservedConcurrentExecutions"),
              environment(properties),
              properties.texts("Layers").stream().map(LayerProvisioner::name).toList()));
    } else {
      notEmulated.report("Functions with the runtime %s do not run".formatted(runtime), name);
    }
    return new ProvisionedResource(name, Map.of("Arn", context.arn("lambda", "function:" + name)));
  }

  private static Map<String, String> environment(Properties properties) {
    Map<String, String> environment = new LinkedHashMap<>();
    properties
        .object("Environment")
        .ifPresent(all -> environment.putAll(all.textsByName("Variables")));
    // How Lambda passes the log format to the Java runtime.
    properties
        .object("LoggingConfig")
        .ifPresent(
            logging -> {
              logging
                  .text("LogFormat")
                  .ifPresent(format -> environment.put("AWS_LAMBDA_LOG_FORMAT", format));
              logging
                  .text("ApplicationLogLevel")
                  .ifPresent(level -> environment.put("AWS_LAMBDA_LOG_LEVEL", level));
            });
    return environment;
  }
}
