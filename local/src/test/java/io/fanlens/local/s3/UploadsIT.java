package io.fanlens.local.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.cloud.StorageCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads as curl, pages and careful people send them. */
class UploadsIT {

  @RegisterExtension static final StorageCloud CLOUD = new StorageCloud();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String bucket = "bucket-" + UUID.randomUUID();
  private final Map<String, String> fields = new LinkedHashMap<>();

  @BeforeEach
  void createBucket() {
    CLOUD.s3().createBucket(request -> request.bucket(bucket));
    fields.put("key", "uploads/${filename}");
    fields.put("Content-Type", "image/jpeg");
    fields.put("policy", policy(Instant.now().plusSeconds(600)));
    fields.put("x-amz-signature", "00");
  }

  /** The default content type of curl --data-binary. */
  @Test
  void shouldTakeABodyThatIsCalledAForm() throws Exception {
    HttpResponse<String> response =
        send(
            request("a.jpg")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .PUT(HttpRequest.BodyPublishers.ofString("a=b&c")));
    assertEquals(200, response.statusCode(), response.body());
    assertEquals("a=b&c", object("a.jpg"));
  }

  @Test
  void shouldTakeTheFormOfAPage() throws Exception {
    assertEquals(204, post("picture").statusCode());
    assertEquals("picture", object("uploads/größe.jpg"));
    fields.put("success_action_status", "201");
    fields.put("policy", fields.get("policy"));
    HttpResponse<String> refused = post("picture");
    assertEquals(403, refused.statusCode(), "a field that the policy does not name");
    assertTrue(refused.body().contains("Extra input fields"), refused.body());
  }

  @Test
  void shouldKeepToThePolicyOfAForm() throws Exception {
    assertRefused(400, "EntityTooLarge", post("x".repeat(101)));
    assertRefused(400, "EntityTooSmall", post(""));
    fields.put("key", "elsewhere/a.jpg");
    assertRefused(403, "Policy Condition failed", post("picture"));
    fields.put("key", "uploads/a.jpg");
    fields.put("policy", policy(Instant.now().minusSeconds(1)));
    assertRefused(403, "Policy expired", post("picture"));
  }

  @Test
  void shouldNotReadWhatOnlyTheUploaderHasTheKeyOf() throws Exception {
    String algorithm = "x-amz-server-side-encryption-customer-algorithm";
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("secret");
    assertEquals(200, send(request("a.jpg").header(algorithm, "AES256").PUT(body)).statusCode());
    assertRefused(400, "Server Side Encryption", send(request("a.jpg").GET()));
    assertEquals(400, send(request("a.jpg").HEAD()).statusCode());
    assertEquals("secret", send(request("a.jpg").header(algorithm, "AES256").GET()).body());
    assertEquals(200, send(request("a.jpg").PUT(body)).statusCode());
    assertEquals("secret", send(request("a.jpg").GET()).body());
  }

  private static void assertRefused(int status, String words, HttpResponse<String> response) {
    assertEquals(status, response.statusCode(), response.body());
    assertTrue(response.body().contains(words), response.body());
  }

  private String policy(Instant expiration) {
    String json =
        """
        {"expiration": "%s", "conditions": [
          {"bucket": "%s"}, ["starts-with", "$key", "uploads/"],
          ["eq", "$Content-Type", "image/jpeg"], ["content-length-range", 1, 100]]}
        """
            .formatted(expiration, bucket);
    return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse<String> post(String content) throws Exception {
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (name, value) ->
            form.append(
                "--limit\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(name, value)));
    form.append(
        "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"größe.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n%s\r\n--limit--\r\n"
            .formatted(content));
    return send(
        HttpRequest.newBuilder(URI.create(CLOUD.endpoint() + "/" + bucket))
            .header("Content-Type", "multipart/form-data; boundary=limit")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  private HttpRequest.Builder request(String key) {
    return HttpRequest.newBuilder(URI.create(CLOUD.endpoint() + "/" + bucket + "/" + key));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private String object(String key) {
    return CLOUD.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
  }
}
