package io.fanlens.local.lambda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a function is: the same values that its AWS::Lambda::Function has, and the Java that runs
 * it.
 *
 * @param zip the deployable: classes at its root, dependencies in {@code lib/*.jar}
 * @param handler for example {@code io.fanlens.functions.AnalyzeHandler::handleRequest}
 * @param memoryMb the function's memory; 85% of it becomes the heap, as in Lambda
 * @param timeout of one invocation
 * @param environment the function's own variables; names that Lambda reserves are refused
 * @param java the {@code java} program of a JDK that can load the classes in the zip
 * @param jvmFlags flags beyond those of a quick start, for example for native access
 */
public record FunctionSpec(
    String name,
    Path zip,
    String handler,
    int memoryMb,
    Duration timeout,
    Map<String, String> environment,
    String region,
    Path java,
    List<String> jvmFlags) {

  /** What AWS refuses as a variable of a function. Credentials are left out: none exist here. */
  private static final Set<String> RESERVED =
      Set.of(
          "_HANDLER",
          "_X_AMZN_TRACE_ID",
          "AWS_DEFAULT_REGION",
          "AWS_REGION",
          "AWS_EXECUTION_ENV",
          "AWS_LAMBDA_FUNCTION_NAME",
          "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
          "AWS_LAMBDA_FUNCTION_VERSION",
          "AWS_LAMBDA_INITIALIZATION_TYPE",
          "AWS_LAMBDA_LOG_GROUP_NAME",
          "AWS_LAMBDA_LOG_STREAM_NAME",
          "AWS_LAMBDA_RUNTIME_API",
          "LAMBDA_TASK_ROOT",
          "LAMBDA_RUNTIME_DIR");

  public FunctionSpec {
    Check.that(
        name.matches("[a-zA-Z0-9-_]{1,64}"), "name", name, "give 1 to 64 of a-z A-Z 0-9 - _");
    Check.that(Files.isRegularFile(zip), "zip", zip, "build the functions module first");
    Check.that(!handler.isBlank(), "handler", handler, "give class::method");
    Check.that(
        memoryMb >= 128 && memoryMb <= 10_240, "memoryMb", memoryMb, "Lambda allows 128 to 10240");
    Check.that(
        timeout.toMillis() >= 1 && timeout.compareTo(Duration.ofMinutes(15)) <= 0,
        "timeout",
        timeout,
        "Lambda allows up to 15 minutes");
    Check.that(Files.isExecutable(java), "java", java, "give the java program of a JDK");
    Set<String> refused = new TreeSet<>(environment.keySet());
    refused.retainAll(RESERVED);
    Check.that(refused.isEmpty(), "environment", refused, "Lambda reserves these names");
    environment = Map.copyOf(environment);
    jvmFlags = List.copyOf(jvmFlags);
  }

  /** The Java that runs this program, which is the right one for a zip of the same build. */
  public static Path thisJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  public String arn() {
    return "arn:aws:lambda:" + region + ":000000000000:function:" + name;
  }
}
