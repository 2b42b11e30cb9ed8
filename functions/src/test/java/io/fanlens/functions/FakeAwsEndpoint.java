package io.fanlens.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** One endpoint for all services: answers each action as configured, and records the calls. */
public final class FakeAwsEndpoint implements AutoCloseable {

  static final Answer NOT_FOUND = new Answer(404, "<Error><Code>NoSuchKey</Code></Error>");

  private static final Map<String, String> PROPERTIES =
      Map.of("aws.accessKeyId", "local", "aws.secretAccessKey", "local");

  /**
   * A request.
   *
   * @param action {@code DynamoDB_20120810.Query} or, for S3, {@code GET /bucket/key}
   */
  public record Call(String action, String region, String body) {}

  /** A status of 0 closes the connection instead. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(int status, byte[] body) {
    Answer(int status, String body) {
      this(status, body.getBytes(UTF_8));
    }
  }

  public final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  public FakeAwsEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + server.getAddress().getPort());
    PROPERTIES.forEach(System::setProperty);
  }

  /** The answer to actions with this prefix; the longest prefix counts. */
  public FakeAwsEndpoint answer(String action, int status, String body) {
    return answer(action, new Answer(status, body));
  }

  FakeAwsEndpoint answer(String action, Answer answer) {
    answers.put(action, answer);
    return this;
  }

  public List<Call> calls(String action) {
    return calls.stream().filter(each -> each.action().contains(action)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    String action =
        target == null
            ? exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
            : target;
    String region =
        exchange.getRequestHeaders().getFirst("Authorization").replaceAll(".*?/.*?/(.*?)/.*", "$1");
    calls.add(
        new Call(action, region, new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
    Answer answer =
        answers.entrySet().stream()
            .filter(each -> action.startsWith(each.getKey()))
            .max((one, other) -> one.getKey().length() - other.getKey().length())
            .map(Map.Entry::getValue)
            .orElse(new Answer(200, "{}"));
    if (answer.status() > 0) {
      exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(
          answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
      if (!head) {
        exchange.getResponseBody().write(answer.body());
      }
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    System.clearProperty("aws.endpointUrl");
    PROPERTIES.keySet().forEach(System::clearProperty);
  }
}
