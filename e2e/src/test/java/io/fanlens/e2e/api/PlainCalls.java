package io.fanlens.e2e.api;

import io.fanlens.e2e.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Calls the API as curl does: pictures as bodies, the key in Basic authentication. */
record PlainCalls(ApiCloud api, ApiKey key) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Sends a picture.
   *
   * @param operation with the parameters of its query
   * @param headers name, value, name, value
   */
  HttpResponse<String> post(String operation, byte[] picture, String... headers) {
    return send(request(operation, headers).POST(BodyPublishers.ofByteArray(picture)).build());
  }

  /** The answer to a client that tries again while all quotas are in use, as every SDK does. */
  HttpResponse<String> answered(String operation, byte[] picture, String... headers) {
    return Eventually.present(
        "an answer",
        () ->
            Optional.of(post(operation, picture, headers))
                .filter(each -> !each.body().contains("ProvisionedThroughputExceededException")));
  }

  HttpRequest.Builder request(String operation, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.url().resolve("v1/" + operation))
            .header("Authorization", basic())
            .header("Content-Type", "image/jpeg");
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return request;
  }

  String basic() {
    String pair = key.id() + ":" + key.secret();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static HttpRequest.Builder to(URI address) {
    return HttpRequest.newBuilder(address);
  }
}
