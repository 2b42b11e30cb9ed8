package io.fanlens.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.cloud.StorageCloud;
import io.fanlens.local.gateway.AccessCheck;
import io.fanlens.local.gateway.RequestFilter;
import io.fanlens.local.gateway.SignedRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;

/** What a role signs for a browser allows no more than the role may, and not for ever. */
class SignedAddressesIT {

  private static final String ROLE = "rolepage";

  /** May read and write below web/. */
  private static final AccessCheck BELOW_WEB =
      new AccessCheck() {
        @Override
        public boolean checks(String accessKey) {
          return accessKey.equals(ROLE);
        }

        @Override
        public Optional<String> refusal(SignedRequest request) {
          return request.path().split("/", 3)[2].startsWith("web/")
              ? Optional.empty()
              : Optional.of("no permission to " + request.method());
        }
      };

  @RegisterExtension
  static final StorageCloud CLOUD = new StorageCloud(RequestFilter.NONE, BELOW_WEB);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String bucket = "bucket-" + UUID.randomUUID();

  @BeforeEach
  void createBucket() {
    CLOUD.s3().createBucket(request -> request.bucket(bucket));
    for (String key : new String[] {"web/a b.jpg", "other/a.jpg"}) {
      CLOUD.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString("picture"));
    }
  }

  @Test
  void shouldGiveWhatTheSignerMayRead() throws Exception {
    HttpResponse<String> read = read("web/a%20b.jpg", ROLE, Instant.now(), 60);
    assertEquals(200, read.statusCode(), read.body());
    assertEquals("picture", read.body());
    assertEquals("image/jpeg", read.headers().firstValue("content-type").orElseThrow());
    assertEquals(
        "attachment; filename*=UTF-8''a%20b.jpg",
        read.headers().firstValue("content-disposition").orElseThrow());

    HttpResponse<String> refused = read("other/a.jpg", ROLE, Instant.now(), 60);
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("no permission to GET"), refused.body());
    assertEquals(200, read("other/a.jpg", "test", Instant.now(), 60).statusCode());
  }

  @Test
  void shouldRefuseAnAddressWhoseTimeIsOver() throws Exception {
    HttpResponse<String> late = read("web/a%20b.jpg", ROLE, Instant.now().minusSeconds(61), 60);
    assertEquals(403, late.statusCode());
    assertTrue(late.body().contains("Request has expired"), late.body());
  }

  @Test
  void shouldTakeByFormWhatTheSignerMayWrite() throws Exception {
    assertEquals(201, post(form("web/new ü.jpg"), "web/new ü.jpg").statusCode());
    assertEquals(
        "picture",
        CLOUD.s3().getObjectAsBytes(r -> r.bucket(bucket).key("web/new ü.jpg")).asUtf8String());

    HttpResponse<String> refused = post(form("other/new.jpg"), "other/new.jpg");
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("no permission to PUT"), refused.body());
  }

  @Test
  void shouldTakeAFormForNothingButWhatItWasSignedFor() throws Exception {
    Map<String, String> form = form("web/new.jpg");
    for (Map.Entry<String, String> wrong :
        Map.of(
                "key", "web/other.jpg",
                "Content-Type", "text/html",
                "success_action_status", "200",
                "x-amz-security-token", "another",
                "x-amz-credential", "test/20261128/eu-west-1/s3/aws4_request")
            .entrySet()) {
      Map<String, String> changed = new LinkedHashMap<>(form);
      changed.put(wrong.getKey(), wrong.getValue());
      HttpResponse<String> refused = post(changed, "web/new.jpg");
      assertEquals(403, refused.statusCode(), wrong.getKey());
    }
    Map<String, String> more = new LinkedHashMap<>(form);
    more.put("acl", "public-read");
    assertEquals(403, post(more, "web/new.jpg").statusCode());
  }

  private HttpResponse<String> read(String path, String accessKey, Instant from, int seconds)
      throws Exception {
    String query =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=%s&X-Amz-Expires=%d&X-Amz-Credential=%s&X-Amz-SignedHeaders=host&X-Amz-Signature=00&response-content-type=image%%2Fjpeg&response-content-disposition=%s"
            .formatted(
                TIME.format(from),
                seconds,
                URLEncoder.encode(accessKey + "/20261128/eu-west-1/s3/aws4_request", UTF_8),
                URLEncoder.encode("attachment; filename*=UTF-8''a%20b.jpg", UTF_8)
                    .replace("+", "%20"));
    return http.send(
        HttpRequest.newBuilder(
                URI.create("%s/%s/%s?%s".formatted(CLOUD.endpoint(), bucket, path, query)))
            .build(),
        BodyHandlers.ofString());
  }

  /** The fields that the page's function signs. */
  private Map<String, String> form(String key) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", key);
    fields.put("Content-Type", "image/jpeg");
    fields.put("success_action_status", "201");
    fields.put("x-amz-algorithm", "AWS4-HMAC-SHA256");
    fields.put("x-amz-credential", ROLE + "/20261128/eu-west-1/s3/aws4_request");
    fields.put("x-amz-date", "20261128T120000Z");
    fields.put("x-amz-security-token", "token");
    StringBuilder conditions = new StringBuilder("{\"bucket\":\"%s\"}".formatted(bucket));
    fields.forEach(
        (name, value) -> conditions.append(",[\"eq\",\"$%s\",\"%s\"]".formatted(name, value)));
    String policy =
        "{\"expiration\":\"%s\",\"conditions\":[%s,[\"content-length-range\",1,7]]}"
            .formatted(Instant.now().plusSeconds(300), conditions);
    fields.put("policy", Base64.getEncoder().encodeToString(policy.getBytes(UTF_8)));
    fields.put("x-amz-signature", "00");
    return fields;
  }

  private HttpResponse<String> post(Map<String, String> fields, String name) throws Exception {
    StringBuilder form = new StringBuilder();
    fields.forEach(
        (field, value) ->
            form.append(
                "--limit\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(field, value)));
    form.append(
        "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\npicture\r\n--limit--\r\n"
            .formatted(name));
    return http.send(
        HttpRequest.newBuilder(URI.create(CLOUD.endpoint() + "/" + bucket))
            .header("Content-Type", "multipart/form-data; boundary=limit")
            .POST(BodyPublishers.ofString(form.toString()))
            .build(),
        BodyHandlers.ofString());
  }
}
