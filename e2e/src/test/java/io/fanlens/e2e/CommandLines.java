package io.fanlens.e2e;

import io.fanlens.operations.FanlensOperations;
import io.fanlens.operations.command.Installation;
import io.fanlens.operations.command.Program;
import io.fanlens.operations.command.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Several command lines of {@code ./fanlens}, one after the other in one process. */
public final class CommandLines {

  /** Printed after each of them. */
  private static final String END = "--- end of command ---\n";

  private CommandLines() {}

  /**
   * What commands print in a process of their own, which finds the cloud as a user's would.
   *
   * @param home for their logs
   */
  public static List<String> printed(PipelineCloud cloud, Path home, String... commands)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dfanlens.home=" + home));
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.add(CommandLines.class.getName());
    line.addAll(List.of(commands));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ENDPOINT_URL",
                cloud.cloud().endpoint().toString(),
                "AWS_REGION",
                cloud.cloud().homeRegion(),
                "AWS_ACCESS_KEY_ID",
                "test",
                "AWS_SECRET_ACCESS_KEY",
                "test"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return List.of(output.split(END));
  }

  public static void main(String[] args) throws Exception {
    Installation installation = Installation.ofProcess();
    Program.start(installation);
    for (String line : args) {
      int unused =
          FanlensOperations.commandLine(Terminal.ofProcess(), installation)
              .execute(line.split(" "));
      System.out.print(END);
    }
    System.exit(0);
  }
}
