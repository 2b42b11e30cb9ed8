package io.fanlens.local.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.cloud.StorageCloud;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a browser asks a bucket, and which page may read its answers. */
class CorsIT {

  @RegisterExtension static final StorageCloud CLOUD = new StorageCloud();

  private static final String PAGE = "https://abc.execute-api.eu-west-1.amazonaws.com";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String bucket = "bucket-" + UUID.randomUUID();

  @BeforeEach
  void createBucket() {
    CLOUD.s3().createBucket(request -> request.bucket(bucket));
    CLOUD.s3().putObject(r -> r.bucket(bucket).key("a.jpg"), RequestBody.fromString("picture"));
  }

  private void allow(CORSRule... rules) {
    CLOUD.s3().putBucketCors(r -> r.bucket(bucket).corsConfiguration(c -> c.corsRules(rules)));
  }

  private static CORSRule.Builder rule(String origin, String... methods) {
    return CORSRule.builder().allowedOrigins(origin).allowedMethods(methods);
  }

  @Test
  void shouldGiveBackTheRulesAndForgetThemWhenDeleted() {
    CORSRule rule =
        rule(PAGE, "POST", "GET")
            .id("page")
            .allowedHeaders("*")
            .exposeHeaders("ETag")
            .maxAgeSeconds(3000)
            .build();
    allow(rule);
    assertEquals(List.of(rule), CLOUD.s3().getBucketCors(r -> r.bucket(bucket)).corsRules());
    CLOUD.s3().deleteBucketCors(r -> r.bucket(bucket));
    S3Exception none =
        assertThrows(S3Exception.class, () -> CLOUD.s3().getBucketCors(r -> r.bucket(bucket)));
    assertEquals("NoSuchCORSConfiguration", none.awsErrorDetails().errorCode());
  }

  @Test
  void shouldAllowWhatARuleAllowsBeforeARequest() throws Exception {
    allow(rule(PAGE, "POST").allowedHeaders("x-amz-*", "content-type").maxAgeSeconds(60).build());
    HttpResponse<String> allowed = preflight(PAGE, "POST", "Content-Type, X-Amz-Date");
    assertEquals(200, allowed.statusCode(), allowed.body());
    assertEquals(PAGE, header(allowed, "Access-Control-Allow-Origin"));
    assertEquals("POST", header(allowed, "Access-Control-Allow-Methods"));
    assertEquals("content-type, x-amz-date", header(allowed, "Access-Control-Allow-Headers"));
    assertEquals("60", header(allowed, "Access-Control-Max-Age"));
    assertTrue(header(allowed, "Vary").contains("Origin"));
  }

  @Test
  void shouldRefuseAnotherPageAnotherMethodAndAnotherHeader() throws Exception {
    allow(rule(PAGE, "POST").allowedHeaders("content-type").build());
    for (HttpResponse<String> refused :
        List.of(
            preflight("https://elsewhere.example", "POST", "content-type"),
            preflight("http://localhost:5173", "POST", "content-type"),
            preflight(PAGE, "DELETE", "content-type"),
            preflight(PAGE, "POST", "content-type, authorization"))) {
      assertEquals(403, refused.statusCode());
      assertTrue(refused.body().contains("<Code>AccessForbidden</Code>"), refused.body());
      assertEquals("", header(refused, "Access-Control-Allow-Origin"));
    }
  }

  @Test
  void shouldSayInAnAnswerWhichPageMayReadIt() throws Exception {
    allow(rule("https://*.amazonaws.com", "GET").exposeHeaders("ETag").build());
    HttpResponse<String> answer = get(PAGE);
    assertEquals("picture", answer.body());
    assertEquals(List.of(PAGE), answer.headers().allValues("Access-Control-Allow-Origin"));
    assertEquals("ETag", header(answer, "Access-Control-Expose-Headers"));
    HttpResponse<String> other = get("https://elsewhere.example");
    assertEquals("picture", other.body());
    assertEquals("", header(other, "Access-Control-Allow-Origin"));
  }

  @Test
  void shouldAllowEveryPageByAStar() throws Exception {
    allow(rule("*", "GET").build());
    assertEquals("*", header(get(PAGE), "Access-Control-Allow-Origin"));
    assertEquals("", header(get(PAGE), "Access-Control-Allow-Credentials"));
  }

  @Test
  void shouldLetPagesOfThisMachineUseABucketWithoutRules() throws Exception {
    String page = "http://localhost:5173";
    assertEquals(200, preflight(page, "PUT", "content-type").statusCode());
    assertEquals(List.of(page), get(page).headers().allValues("Access-Control-Allow-Origin"));
    assertEquals(403, preflight("http://localhost.example", "PUT", "").statusCode());
    assertEquals("", header(get(PAGE), "Access-Control-Allow-Origin"));
  }

  @Test
  void shouldRefuseRulesThatS3Refuses() {
    for (CORSRule wrong :
        List.of(
            rule(PAGE, "PATCH").build(),
            rule("https://*.*.example", "GET").build(),
            CORSRule.builder().allowedOrigins(PAGE).allowedMethods(List.of()).build())) {
      assertThrows(S3Exception.class, () -> allow(wrong), wrong.toString());
    }
  }

  private HttpResponse<String> preflight(String origin, String method, String headers)
      throws IOException, InterruptedException {
    return http.send(
        request()
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", headers)
            .method("OPTIONS", BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String origin) throws IOException, InterruptedException {
    return http.send(
        request().header("Origin", origin).GET().build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create(CLOUD.endpoint() + "/" + bucket + "/a.jpg"));
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
