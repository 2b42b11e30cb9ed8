package io.fanlens.local.cloud;

import io.fanlens.local.iam.RolePolicy;
import io.fanlens.local.iam.Roles;
import io.fanlens.local.lambda.ChildHandle;
import io.fanlens.local.lambda.EventSourceMappingSpec;
import io.fanlens.local.lambda.FunctionSpec;
import io.fanlens.local.lambda.Invoked;
import io.fanlens.local.lambda.LambdaEvent;
import io.fanlens.local.lambda.LambdaListener;
import io.fanlens.local.lambda.service.LambdaService;
import io.fanlens.local.stack.Stack;
import io.fanlens.local.stack.StackFunction;
import io.fanlens.local.stack.StackMapping;
import io.fanlens.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The stack's functions: one Lambda service for each event source mapping, or for an API. */
final class Functions implements AutoCloseable {
  /**
   * Access key of functions whose role is not in the stack; its permissions are unknown, so nothing
   * is checked.
   */
  private static final String UNCHECKED = "local";

  private final Closer closer = new Closer();
  private final List<LambdaService> services = new ArrayList<>();
  private final Map<String, LambdaService> serviceByFunction = new HashMap<>();

  /** Each once: what is so for one function mostly is for the others. */
  private final Set<String> notices = Collections.synchronizedSet(new LinkedHashSet<>());

  private volatile boolean started;

  private Functions() {}

  static Functions start(
      Stack stack,
      LocalCloudOptions options,
      Roles roles,
      URI endpoint,
      String region,
      LambdaListener listener) {
    Functions functions = new Functions();
    try {
      for (StackFunction function : stack.functions()) {
        RolePolicy policy = stack.roles().get(function.roleArn());
        String accessKey = policy == null ? UNCHECKED : roles.admit(function.roleArn(), policy);
        functions.serve(function, stack, options, accessKey, endpoint, region, listener);
      }
      functions.started = true;
      return functions;
    } catch (IOException | RuntimeException e) {
      functions.close();
      throw e instanceof RuntimeException known
          ? known
          : new IllegalStateException("The functions did not start: " + e.getMessage(), e);
    }
  }

  private void serve(
      StackFunction function,
      Stack stack,
      LocalCloudOptions options,
      String accessKey,
      URI endpoint,
      String region,
      LambdaListener listener)
      throws IOException {
    List<StackMapping> own =
        stack.mappings().stream()
            .filter(one -> one.functionName().equals(function.name()))
            .toList();
    boolean called =
        stack.restApis().stream()
            .flatMap(api -> api.methods().stream())
            .anyMatch(method -> name(method.functionArn()).equals(function.name()));
    if (own.isEmpty() && !called) {
      notices.add(
          "Function %s has no event source and no API, so it is never invoked."
              .formatted(function.name()));
      return;
    }
    LogFiles logs = closer.add(new LogFiles(options.logs(), function.name()));
    FunctionSpec spec = spec(function, options, accessKey, endpoint, region);
    LambdaListener heard = event -> onEvent(event, logs, listener);
    if (own.isEmpty()) {
      LambdaService service =
          closer.add(
              LambdaService.start(spec, function.reservedConcurrency(), heard, options.lambda()));
      services.add(service);
      serviceByFunction.put(function.name(), service);
      return;
    }
    // The mapping receives messages with the permissions of the function's role.
    SqsClient sqs = closer.add(LambdaService.queueClient(endpoint, region, accessKey));
    for (StackMapping mapping : own) {
      LambdaService service =
          closer.add(
              LambdaService.start(
                  spec,
                  spec(mapping),
                  function.reservedConcurrency(),
                  sqs,
                  heard,
                  options.lambda()));
      services.add(service);
      serviceByFunction.putIfAbsent(function.name(), service);
    }
  }

  private void onEvent(LambdaEvent event, LogFiles logs, LambdaListener listener) {
    if (!started && event instanceof LambdaEvent.Notice notice) {
      notices.add(notice.message() + ".");
    }
    logs.on(event);
    listener.on(event);
  }

  private FunctionSpec spec(
      StackFunction function,
      LocalCloudOptions options,
      String accessKey,
      URI endpoint,
      String region) {
    NativeLayers layers = NativeLayers.of(function, options.functionZip(), System.getenv());
    notices.addAll(layers.notices());
    Map<String, String> environment = new HashMap<>(layers.environment());
    environment.put("AWS_ACCESS_KEY_ID", accessKey);
    environment.put("AWS_ENDPOINT_URL", endpoint.toString());
    environment.computeIfPresent(
        Settings.ENVIRONMENT_VARIABLE,
        (name, json) -> SettingsOverrides.apply(json, options.settingsOverrides()));
    return new FunctionSpec(
        function.name(),
        options.functionZip(),
        function.handler(),
        function.memoryMb(),
        function.timeout(),
        environment,
        region,
        FunctionSpec.thisJava(),
        List.of());
  }

  /** The functions with their effective settings. */
  static List<StackFunction> effective(Stack stack, LocalCloudOptions options) {
    return stack.functions().stream()
        .map(
            function -> {
              Map<String, String> environment = new HashMap<>(function.environment());
              environment.computeIfPresent(
                  Settings.ENVIRONMENT_VARIABLE,
                  (name, json) -> SettingsOverrides.apply(json, options.settingsOverrides()));
              return new StackFunction(
                  function.logicalId(),
                  function.name(),
                  function.handler(),
                  function.roleArn(),
                  function.memoryMb(),
                  function.timeout(),
                  function.reservedConcurrency(),
                  environment,
                  function.layers());
            })
        .toList();
  }

  /** API names of the operations that the functions use. */
  static Set<String> operations(Stack stack, LocalCloudOptions options) {
    return effective(stack, options).stream()
        .map(function -> function.environment().get(Settings.ENVIRONMENT_VARIABLE))
        .filter(Objects::nonNull)
        .flatMap(json -> Settings.fromJson(json).operations().stream())
        .map(operation -> operation.operation().apiName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static EventSourceMappingSpec spec(StackMapping mapping) {
    return new EventSourceMappingSpec(
        mapping.queueUrl(),
        mapping.queueArn(),
        mapping.batchSize(),
        mapping.maximumBatchingWindow(),
        mapping.reportBatchItemFailures(),
        mapping.maximumConcurrency());
  }

  List<ChildHandle> children() {
    return services.stream().flatMap(service -> service.children().stream()).toList();
  }

  /** Invokes a function of the stack, by its ARN with or without an alias. */
  Invoked invoke(String functionArn, String payload) throws InterruptedException {
    LambdaService service = serviceByFunction.get(name(functionArn));
    return service == null
        ? new Invoked.Failed("no such function: " + functionArn)
        : service.invoke(payload);
  }

  private static String name(String functionArn) {
    String[] parts = functionArn.split(":", -1);
    return parts.length > 6 ? parts[6] : functionArn;
  }

  /** Messages from the start of the functions. */
  List<String> notices() {
    synchronized (notices) {
      return List.copyOf(notices);
    }
  }

  @Override
  public void close() {
    closer.close();
  }
}
