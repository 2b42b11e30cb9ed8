package io.fanlens.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Clients of AWS that are not in Java, where they are installed. */
public final class ClientProgram {

  private static final int PATIENCE_MINUTES = 8;

  /** Programs of the tests in other languages. */
  public static final Path SCRIPTS = Path.of("src/test/resources/clients");

  private ClientProgram() {}

  /** As {@link #require}, for the SDK for JavaScript, which the build fetches. */
  public static void requireJavaScript() {
    require("node", "--eval", "require.resolve('@aws-sdk/client-rekognition')");
  }

  /** Skips the tests, visibly, where the command does not work. */
  public static void require(String... command) {
    boolean works;
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(SCRIPTS.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      works = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      works = false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    Assumptions.assumeTrue(works, String.join(" ", command) + " does not run here");
  }

  /**
   * What the command prints, which must succeed; of the user's own AWS settings nothing is used.
   */
  public static String output(Path folder, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    Ended ended = run(folder, variables, command);
    assertEquals("ended with 0", ended.how(), ended.out() + ended.err());
    return ended.out();
  }

  /** What the command says when it fails, as it must. */
  public static String refusal(Path folder, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    Ended ended = run(folder, variables, command);
    assertNotEquals("ended with 0", ended.how(), ended.out());
    return ended.err();
  }

  private record Ended(String how, String out, String err) {}

  private static Ended run(Path folder, Map<String, String> variables, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("client", ".out");
    Path err = Files.createTempFile("client", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_CONFIG_FILE", "/dev/null");
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
    builder.environment().putAll(variables);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
      return new Ended(
          ended ? "ended with " + process.exitValue() : "hangs",
          Files.readString(out),
          Files.readString(err));
    } finally {
      process.destroyForcibly();
      Files.delete(out);
      Files.delete(err);
    }
  }
}
