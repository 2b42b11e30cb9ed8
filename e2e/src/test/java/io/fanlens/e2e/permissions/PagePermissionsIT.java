package io.fanlens.e2e.permissions;

import static io.fanlens.e2e.PipelineCloud.FACES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.e2e.Templates;
import io.fanlens.local.rekognition.control.Outage;
import io.fanlens.local.rekognition.control.RekognitionControl;
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
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The roles of the stage with a page, as synthesized, allow what its functions do, and nothing
 * besides; that nothing was refused is checked when the cloud is closed.
 */
class PagePermissionsIT {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final String BOUNDARY = "a-boundary";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path directory;

  private PipelineCloud cloud;

  @Test
  void shouldNeedEveryPermissionThatItHas() throws Exception {
    // So small that answers go to their bucket.
    try (PipelineCloud started =
        new PipelineOptions(directory)
            .template(Templates.WEB)
            .processes(1)
            .setting("results.maxRowBytes", 4_096)
            .setting("maxAttempts", 2)
            .start()) {
      cloud = started;
      // The first request waits for the function's process to start, the gateway only 29 s.
      Eventually.until(
          "a first answer", () -> send(LocalUser.ADA, "GET", "", "").statusCode() == 200);
      String key = upload("crowd.jpg", PipelinePictures.fourFaces());
      cloud.awaitRow(key, FACES, "SUCCEEDED");
      JsonNode list = ask(LocalUser.ADA, "GET", "api/pictures", "");
      assertEquals(key, list.at("/pictures/0/key").asText(), list::toString);
      JsonNode whole = ask(LocalUser.ADA, "GET", "api/picture?key=" + encoded(key), "");
      assertFalse(whole.at("/rows/0/answer").isEmpty(), "a large answer comes from its bucket");
      ask(LocalUser.ADA, "POST", "api/previews", "{\"key\": \"%s\", \"side\": 512}".formatted(key));
      ask(LocalUser.ADA, "DELETE", "api/picture?key=" + encoded(key), "");
      Eventually.until("the row to go", () -> cloud.row(key, FACES).isEmpty());

      cloud.rekognition().outage(FACES, RekognitionControl.ANY, Outage.FAIL);
      String failed = upload("outage.jpg", PipelinePictures.face());
      cloud.awaitRow(failed, FACES, "FAILED");
      cloud.queue().awaitEmpty();
      Eventually.until(
          "a dead letter",
          () -> ask(LocalUser.OLGA, "GET", "api/live", "").at("/queue/deadLetters").asInt() > 0);
      // Of another reason: it is set aside, and released.
      ask(LocalUser.OLGA, "POST", "api/redrive", "{\"reason\": \"NO_SUCH_REASON\"}");
      cloud.rekognition().outage(FACES, RekognitionControl.ANY, Outage.NONE);
      Eventually.until(
          "the dead letter to be moved",
          () -> ask(LocalUser.OLGA, "POST", "api/redrive", "{}").path("moved").asInt() > 0);
      cloud.awaitRow(failed, FACES, "SUCCEEDED");
      Eventually.until("an event", () -> !cloud.cloud().events().all().isEmpty());

      assertEquals(
          Permissions.NEEDED_ON_AWS.keySet().stream().sorted().toList(), Permissions.unused(cloud));
    }
  }

  /** As a browser does it: a form from the page, then the picture to Amazon S3 itself. */
  private String upload(String name, byte[] picture) throws Exception {
    JsonNode form =
        ask(
                LocalUser.ADA,
                "POST",
                "api/uploads",
                "{\"files\": [{\"name\": \"%s\", \"size\": %d, \"type\": \"image/jpeg\"}]}"
                    .formatted(name, picture.length))
            .at("/forms/0");
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
    HttpResponse<String> stored =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(form.path("url").asText()))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build(),
            BodyHandlers.ofString());
    assertEquals(201, stored.statusCode(), stored.body());
    return form.path("key").asText();
  }

  private static byte[] part(String text) {
    return "--%s\r\nContent-Disposition: form-data; %s"
        .formatted(BOUNDARY, text)
        .getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode ask(LocalUser user, String method, String path, String body) {
    HttpResponse<String> answer = send(user, method, path, body);
    assertEquals(2, answer.statusCode() / 100, answer.statusCode() + " " + answer.body());
    try {
      return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(LocalUser user, String method, String path, String body) {
    URI page = URI.create(cloud.cloud().outputs().get("PageUrl"));
    try {
      return HTTP.send(
          HttpRequest.newBuilder(page.resolve(path))
              .header("Authorization", "Bearer " + cloud.cloud().signIn().accessToken(user))
              .method(
                  method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }
}
