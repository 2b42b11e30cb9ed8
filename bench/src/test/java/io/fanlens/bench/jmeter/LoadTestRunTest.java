package io.fanlens.bench.jmeter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadTestRunTest {

  private static final LoadTest TEST = new LoadTest(Duration.ofMinutes(1), 10);
  private static final int ANSWERED = 7;
  private static final String PICTURE = "a picture";

  @TempDir private Path folder;
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private HttpServer server;

  private record Received(String line, String authorization, String type, String body) {}

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Refuses all but the first. */
  private void answer(HttpExchange exchange) throws IOException {
    received.add(
        new Received(
            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));
    exchange.sendResponseHeaders(received.size() > ANSWERED ? 429 : 200, -1);
    exchange.close();
  }

  @Test
  void shouldSendThePictureAsPlainHttpDoesAndEndWithTheFirstRefusal() throws Exception {
    Path picture = Files.writeString(folder.resolve("picture.jpg"), PICTURE);
    URI api = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prod/");

    LoadFinding finding =
        TEST.run(new LoadTest.Address(api, "Basic YTpi", picture), folder.resolve("run"));

    assertEquals(new LoadFinding(0, true, 0, 0, 0), finding);
    Received first = received.getFirst();
    assertEquals("POST /prod/v1/DetectFaces", first.line());
    assertEquals("Basic YTpi", first.authorization());
    assertEquals("image/jpeg", first.type());
    assertEquals(PICTURE, first.body());
    assertTrue(Files.exists(folder.resolve("run/report/index.html")), "the HTML report");
    assertTrue(
        CallSample.read(folder.resolve("run/calls.jtl")).stream().anyMatch(CallSample::isAnswered));
  }

  @Test
  void shouldNotMixTwoRuns() throws IOException {
    Path there = Files.createDirectory(folder.resolve("run"));
    LoadTest.Address address =
        new LoadTest.Address(URI.create("http://127.0.0.1:1/"), "", folder.resolve("picture.jpg"));

    assertThrows(IllegalArgumentException.class, () -> TEST.run(address, there));
  }
}
