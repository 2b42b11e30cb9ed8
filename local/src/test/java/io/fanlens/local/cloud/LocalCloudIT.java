package io.fanlens.local.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.lambda.ChildHandle;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The whole cloud from the committed template, with a function of one class. */
final class LocalCloudIT {
  private static final Path TEMPLATE = Path.of("../infra/snapshot/default.template.json");
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  @TempDir Path directory;

  @Test
  void shouldProcessAPictureFromBucketToRowAndLeaveNothingBehind() throws IOException {
    long pid;
    int port;
    long begin = System.nanoTime();
    try (LocalCloud cloud = LocalCloud.start(options(template()))) {
      System.out.printf("LocalCloud ready after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
      port = cloud.endpoint().getPort();
      assertEquals("us-east-1", cloud.homeRegion());
      assertTrue(
          cloud
              .outputs()
              .keySet()
              .containsAll(
                  List.of(
                      "BucketName", "TableName", "QueueUrl", "DeadLetterQueueUrl", "FunctionName")),
          cloud.outputs().toString());

      upload(cloud, "a-picture.jpg");

      awaitRow(cloud, "a-picture.jpg");
      System.out.printf("first row after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
      pid = cloud.children().stream().map(ChildHandle::pid).findFirst().orElseThrow();
      assertTrue(ProcessHandle.of(pid).isPresent());
    }
    assertTrue(ProcessHandle.of(pid).isEmpty(), "the child still runs");
    assertFree(port);
    assertTrue(log().contains("wrote a row for a-picture.jpg"), log());
  }

  @Test
  void shouldLeaveNoProcessBehindWhenTheProgramIsInterrupted() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                LocalCloudProgram.class.getName(),
                template().toString(),
                RowWriterZip.in(directory).toString(),
                directory.resolve("logs").toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader output = program.inputReader()) {
      ProcessHandle child = ProcessHandle.of(pidOfChild(output)).orElseThrow();

      program.destroy();

      child.onExit().get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      assertTrue(program.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS));
      try (Stream<Path> left = Files.list(temporary)) {
        assertEquals(List.of(), left.toList());
      }
    } finally {
      program.descendants().forEach(ProcessHandle::destroyForcibly);
      program.destroyForcibly();
    }
  }

  private static long pidOfChild(BufferedReader output) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      all.append(line).append('\n');
      if (line.startsWith("child ")) {
        return Long.parseLong(line.substring("child ".length()));
      }
    }
    throw new AssertionError("no child started: " + all);
  }

  @Test
  void shouldUseAnotherDynamoDbAndOtherSettings() throws IOException {
    Path template = template();
    try (LocalCloud other = LocalCloud.start(options(template))) {
      LocalCloudOptions options =
          builder(template)
              .dynamodb(Optional.of(other.endpoint()))
              .settingsOverrides(
                  Map.of(
                      "operations.1.operation",
                      "DetectModerationLabels",
                      "operations.1.parameters",
                      Map.of()))
              .build();
      try (LocalCloud cloud = LocalCloud.start(options)) {
        assertTrue(
            cloud.notEmulated().stream()
                .anyMatch(
                    each -> each.startsWith("The local Rekognition does not judge content: ")),
            cloud.notEmulated().toString());
        upload(cloud, "kept.jpg");
        awaitRow(cloud, "kept.jpg");
      }
      awaitRow(other, "kept.jpg");
    }
  }

  @Test
  void shouldFreeThePortWhenTheStartFailsMidway() throws IOException {
    String broken = Files.readString(template()).replaceAll("\"AttributeType\" *:", "\"X\":");
    Path template = Files.writeString(directory.resolve("broken.json"), broken);
    int port = freePort();

    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> LocalCloud.start(options(template, port)).close());

    assertTrue(e.getMessage().contains("AttributeDefinitions.AttributeType"), e.getMessage());
    assertFree(port);
  }

  @Test
  void shouldReportThatThePortIsTaken() throws IOException {
    Path template = template();
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class,
              () -> LocalCloud.start(options(template, taken.getLocalPort())).close());

      assertTrue(e.getMessage().contains("" + taken.getLocalPort()), e.getMessage());
    }
  }

  private LocalCloudOptions options(Path template) throws IOException {
    return options(template, 0);
  }

  private LocalCloudOptions options(Path template, int port) throws IOException {
    return builder(template)
        .port(port)
        .settingsOverrides(Map.of("timings.requeueSeconds", 0))
        .build();
  }

  private LocalCloudOptions.Builder builder(Path template) throws IOException {
    return LocalCloudOptions.builder(
        template, RowWriterZip.in(directory), directory.resolve("logs"));
  }

  /** The committed template with the handler of {@link RowWriter}. */
  private Path template() throws IOException {
    String template = Files.readString(TEMPLATE);
    String handler = "io.fanlens.functions.AnalyzeHandler::handleRequest";
    assertTrue(template.contains(handler));
    return Files.writeString(
        directory.resolve("template.json"), template.replace(handler, RowWriterZip.HANDLER));
  }

  private String log() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(directory.resolve("logs"))) {
      for (Path file : files.toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private static void upload(LocalCloud cloud, String key) {
    String bucket = cloud.outputs().get("BucketName");
    cloud
        .clients()
        .s3()
        .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("picture"));
  }

  private static void awaitRow(LocalCloud cloud, String key) {
    Map<String, AttributeValue> id =
        Map.of("id", AttributeValue.fromS(key), "operation", AttributeValue.fromS("RowWriter"));
    Await.until(
        "a row for " + key,
        TIMEOUT,
        () ->
            cloud
                .clients()
                .dynamodb()
                .getItem(request -> request.tableName(cloud.outputs().get("TableName")).key(id))
                .hasItem());
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  private static void assertFree(int port) {
    assertFalse(listens(port), "port %d is still served".formatted(port));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
