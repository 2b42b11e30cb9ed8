package io.fanlens.local.lambda.runtime;

import io.fanlens.local.lambda.FunctionSpec;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The command line and the environment of a child. A child sees what a function sees in Lambda and
 * nothing of this program's own environment but PATH.
 */
final class ChildCommand {
  /** Lambda's own share of a function's memory for the heap: 512 MB give 435 MB. */
  private static final double HEAP_SHARE = 0.85;

  /** A script that starts the runtime in place of the service. */
  static final String START_SCRIPT = "AWS_LAMBDA_EXEC_WRAPPER";

  /** In a child's environment: its id. */
  static final String APP_ID = "AWS_SDK_UA_APP_ID";

  /** A process about to start. */
  record Launch(ProcessBuilder builder, AotCache.Use aot) {}

  private static final DateTimeFormatter LOG_DAY = DateTimeFormatter.ofPattern("yyyy/MM/dd");

  private final FunctionSpec function;
  private final FunctionCode code;
  private final ChildRuntime runtime;
  private final AotCache aot;
  private final UnaryOperator<Map<String, String>> change;

  ChildCommand(
      FunctionSpec function,
      FunctionCode code,
      ChildRuntime runtime,
      AotCache aot,
      UnaryOperator<Map<String, String>> change) {
    this.function = function;
    this.code = code;
    this.runtime = runtime;
    this.aot = aot;
    this.change = change;
  }

  /**
   * @param api host and port of the child's Runtime API
   * @param directory the child's own, for its temporary files
   */
  Launch prepare(String childId, String api, Path directory) throws IOException {
    AotCache.Use use = aot.use(childId);
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    ProcessBuilder builder = new ProcessBuilder(command(temporary, use));
    // A runtime takes the directory it runs in as the task root.
    builder.directory(code.root().toFile());
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    Map<String, String> environment = builder.environment();
    String path = environment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.putAll(change.apply(environment(childId, api)));
    return new Launch(builder, use);
  }

  /** To be called when the child is gone. */
  void ended(Launch launch) {
    aot.ended(launch.aot());
  }

  private List<String> command(Path temporary, AotCache.Use use) {
    List<String> command = new ArrayList<>();
    String wrapper = function.environment().get(START_SCRIPT);
    if (wrapper != null) {
      command.add(wrapper); // gets the rest as its arguments, as on AWS
    }
    command.add(function.java().toString());
    command.add("-Xmx" + (int) (function.memoryMb() * HEAP_SHARE * 1024) + "k");
    command.addAll(quickStart());
    command.addAll(runtime.flags());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(function.jvmFlags());
    command.addAll(use.flags());
    command.add("-cp");
    command.add(
        aot.classPath(runtime).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(runtime.mainClass());
    command.add(function.handler());
    return command;
  }

  /** Lambda's java25 stops at C1 too; Amazon's client loads a native library and uses Unsafe. */
  static List<String> quickStart() {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-XX:-UsePerfData",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow");
  }

  private Map<String, String> environment(String childId, String api) {
    String root = code.root().toString();
    String day = LOG_DAY.format(LocalDate.now(ZoneOffset.UTC));
    Map<String, String> all = new LinkedHashMap<>();
    all.put("AWS_ACCESS_KEY_ID", "local");
    all.put("AWS_SECRET_ACCESS_KEY", "local");
    all.put("LANG", "en_US.UTF-8");
    all.put("TZ", ":UTC");
    all.put("LD_LIBRARY_PATH", root + ":" + root + "/lib:/opt/lib");
    all.putAll(function.environment());
    all.put("AWS_LAMBDA_RUNTIME_API", api);
    all.put("_HANDLER", function.handler());
    all.put("LAMBDA_TASK_ROOT", root);
    all.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
    all.put("AWS_REGION", function.region());
    all.put("AWS_DEFAULT_REGION", function.region());
    all.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()));
    all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    all.put("AWS_LAMBDA_LOG_STREAM_NAME", day + "/[$LATEST]" + childId);
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
    all.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    // The SDK puts it into each request's User-Agent, so that the servers know who calls.
    all.put(APP_ID, childId);
    return all;
  }
}
