package io.fanlens.e2e.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.local.signin.LocalUser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Asks the page's server as its front end does, with a user's token. */
public record PageClient(PipelineCloud cloud, LocalUser user) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "a-boundary";

  /** What is answered, which must be good. */
  public JsonNode ask(String method, String path, String body) {
    HttpResponse<String> answer = send(method, path, body);
    assertEquals(2, answer.statusCode() / 100, answer.statusCode() + " " + answer.body());
    try {
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public HttpResponse<String> send(String method, String path, String body) {
    return sent(
        HttpRequest.newBuilder(URI.create(url(cloud)).resolve(path))
            .header("Authorization", "Bearer " + cloud.cloud().signIn().accessToken(user))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build());
  }

  static String url(PipelineCloud cloud) {
    return cloud.cloud().outputs().get("PageUrl");
  }

  /** A form for one file. */
  JsonNode form(String name, int bytes) {
    return ask(
            "POST",
            "api/uploads",
            "{\"files\": [{\"name\": \"%s\", \"size\": %d, \"type\": \"image/jpeg\"}]}"
                .formatted(name, bytes))
        .at("/forms/0");
  }

  /** A form from the page, then the picture to Amazon S3 itself: the new object's key. */
  public String upload(String name, byte[] picture) {
    JsonNode form = form(name, picture.length);
    HttpResponse<String> stored = post(form, picture);
    assertEquals(201, stored.statusCode(), stored.body());
    return form.path("key").asText();
  }

  /** Sends such a form as a browser does. */
  static HttpResponse<String> post(JsonNode form, byte[] picture) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    form.path("fields")
        .properties()
        .forEach(
            field ->
                body.writeBytes(
                    part(
                        "name=\"%s\"\r\n\r\n%s\r\n"
                            .formatted(field.getKey(), field.getValue().asText()))));
    body.writeBytes(
        part("name=\"file\"; filename=\"picture\"\r\nContent-Type: image/jpeg\r\n\r\n"));
    body.writeBytes(picture);
    body.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    return sent(
        HttpRequest.newBuilder(URI.create(form.path("url").asText()))
            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build());
  }

  /** What is at an address that the page was given. */
  static HttpResponse<String> get(String address) {
    return sent(HttpRequest.newBuilder(URI.create(address)).build());
  }

  public static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }

  private static byte[] part(String text) {
    return "--%s\r\nContent-Disposition: form-data; %s"
        .formatted(BOUNDARY, text)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> sent(HttpRequest request) {
    try {
      return HTTP.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
