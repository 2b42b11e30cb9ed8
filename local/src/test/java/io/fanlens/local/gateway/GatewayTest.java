package io.fanlens.local.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayTest {

  private final Gateway gateway = Gateway.bind(0);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    gateway.close();
  }

  @AfterAll
  static void closeClient() {
    HTTP.close();
  }

  @Test
  void shouldRouteToTheHandlerOfTheSignedService() throws Exception {
    gateway.start(
        new Routes(Map.of(), Map.of("lambda", new FixedAnswer("ran")), new FixedAnswer("control")));

    assertEquals("ran", get("/", "lambda").body());
  }

  @Test
  void shouldListTheServicesWhenAnUnknownOneIsRequested() throws Exception {
    gateway.start(
        new Routes(
            Map.of(),
            Map.of("lambda", new FixedAnswer(""), "sts", new FixedAnswer("")),
            new FixedAnswer("control")));

    HttpResponse<String> response = get("/", "kms");

    assertEquals(501, response.statusCode());
    assertTrue(
        response.body().contains("The local cloud has no kms. It has: lambda, sts."),
        response.body());
  }

  @Test
  void shouldReportWhichServerIsDown() throws Exception {
    URI down = URI.create("http://127.0.0.1:" + freePort());
    gateway.start(new Routes(Map.of("sqs", down), Map.of(), new FixedAnswer("control")));

    HttpResponse<String> response = get("/", "sqs");

    assertEquals(503, response.statusCode());
    assertTrue(response.body().contains("The server of sqs at " + down), response.body());
    assertEquals("{\"services\":{\"sqs\":\"down\"}}", get("/_fanlens/health", "s3").body());
  }

  @Test
  void shouldReserveItsOwnPathsForTheControlHandler() throws Exception {
    gateway.start(
        new Routes(Map.of(), Map.of("s3", new FixedAnswer("bucket")), new FixedAnswer("control")));

    assertEquals("control", get("/_fanlens/anything?x=1", "s3").body());
    assertEquals("bucket", get("/_fanlens-not", "s3").body());
    assertEquals("{\"services\":{\"s3\":\"running\"}}", get("/_fanlens/health", "s3").body());
  }

  @Test
  void shouldForwardPathQueryAndHostUnchanged() throws Exception {
    try (Gateway backend = Gateway.bind(0)) {
      backend.start(new Routes(Map.of(), Map.of("s3", new Echo()), new FixedAnswer("")));
      gateway.start(
          new Routes(Map.of("s3", backend.endpoint()), Map.of(), new FixedAnswer("control")));

      assertEquals(
          "/b/a//b/../%2F+%20%C3%BC%F0%9F%98%80/?x=1&y=%2B&z 127.0.0.1:" + gateway.port(),
          get("/b/a//b/../%2F+%20%C3%BC%F0%9F%98%80/?x=1&y=%2B&z", "s3").body());
    }
  }

  @Test
  void shouldLetAFilterAnswerForAService() throws Exception {
    RequestFilter outage =
        (service, request, response, callback) -> {
          if (!service.equals("s3")) {
            return false;
          }
          response.setStatus(500);
          callback.succeeded();
          return true;
        };
    gateway.start(
        new Routes(
            Map.of(),
            Map.of("s3", new FixedAnswer("up"), "sqs", new FixedAnswer("up")),
            new FixedAnswer("control"),
            outage));

    assertEquals(500, get("/", "s3").statusCode());
    assertEquals("up", get("/", "sqs").body());
  }

  @Test
  void shouldReportThatThePortIsTaken() {
    IllegalStateException taken =
        assertThrows(IllegalStateException.class, () -> Gateway.bind(gateway.port()));

    assertTrue(
        taken
            .getMessage()
            .startsWith(
                "Port "
                    + gateway.port()
                    + " on 127.0.0.1 is not available (Address already in use)."),
        taken.getMessage());
    assertTrue(taken.getMessage().contains("--port"), taken.getMessage());
  }

  @Test
  void shouldFreeThePortWhenClosed() {
    int port = gateway.port();
    gateway.start(new Routes(Map.of(), Map.of(), new FixedAnswer("control")));
    gateway.close();

    try (Gateway again = Gateway.bind(port)) {
      assertEquals(port, again.port());
    }
  }

  private HttpResponse<String> get(String path, String service)
      throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(gateway.endpoint() + path))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=K/20260101/eu-west-1/" + service + "/aws4_request")
            .build(),
        BodyHandlers.ofString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static final class FixedAnswer extends Handler.Abstract {
    private final String text;

    FixedAnswer(String text) {
      this.text = text;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Content.Sink.write(response, true, text, callback);
      return true;
    }
  }

  private static final class Echo extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      String host = request.getHeaders().get("Host");
      String text = request.getHttpURI().getPathQuery() + " " + host;
      Content.Sink.write(response, true, text, callback);
      return true;
    }
  }
}
