package io.fanlens.local.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.local.cloud.StorageCloud;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3ThroughGatewayIT {

  private static final int PART = 5 * 1024 * 1024;

  @RegisterExtension static final StorageCloud CLOUD = new StorageCloud();

  private final String bucket = "bucket-" + UUID.randomUUID();

  @BeforeEach
  void createBucket() {
    CLOUD.s3().createBucket(request -> request.bucket(bucket));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.jpg",
        "a b.jpg",
        "a+b.jpg",
        "größe/ñandú.jpg",
        "smile 😀.jpg",
        "deep/er/and/deeper.jpg",
        "a//b.jpg",
        "a%2Fb.jpg",
        "100%.jpg",
        "a/../b.jpg",
        "folder/",
        "/leading",
        "q?x=1&y#z;v=~'\"<>|^`{}[]\\@:,!$*()=.jpg"
      })
  void shouldPreserveAnyKey(String key) {
    CLOUD.s3().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(key));

    assertEquals(key, get(key));
    assertEquals(List.of(key), keys(""));
    assertEquals(
        key.getBytes(StandardCharsets.UTF_8).length,
        CLOUD.s3().headObject(r -> r.bucket(bucket).key(key)).contentLength());
    CLOUD.s3().deleteObject(r -> r.bucket(bucket).key(key));
    assertEquals(List.of(), keys(""));
  }

  @Test
  void shouldDistinguishKeysThatAFileSystemDoesNot() {
    List<String> keys = List.of("a", "a/", "a//b", "a/b", "b");
    keys.forEach(key -> put(key, key));

    assertEquals(keys, keys(""));
    keys.forEach(key -> assertEquals(key, get(key)));
    assertEquals(List.of("a/", "a//b", "a/b"), keys("a/"));
    var page = CLOUD.s3().listObjectsV2(r -> r.bucket(bucket).delimiter("/"));
    assertEquals(List.of("a", "b"), page.contents().stream().map(S3Object::key).toList());
    assertEquals("a/", page.commonPrefixes().getFirst().prefix());
  }

  @Test
  void shouldListInPages() {
    for (int i = 0; i < 25; i++) {
      put("page/%02d".formatted(i), "x");
    }

    List<String> keys =
        CLOUD.s3().listObjectsV2Paginator(r -> r.bucket(bucket).maxKeys(10)).contents().stream()
            .map(S3Object::key)
            .toList();

    assertEquals(25, keys.size());
    assertEquals("page/24", keys.getLast());
    assertEquals(
        List.of("page/24"),
        CLOUD.s3().listObjectsV2(r -> r.bucket(bucket).startAfter("page/23")).contents().stream()
            .map(S3Object::key)
            .toList());
  }

  @Test
  void shouldAcceptAMultipartUploadAndServeRanges() {
    byte[] bytes = new byte[2 * PART + 1_000];
    new Random(1).nextBytes(bytes);
    String key = "big one.bin";
    CreateMultipartUploadResponse upload =
        CLOUD.s3().createMultipartUpload(r -> r.bucket(bucket).key(key));
    List<CompletedPart> parts =
        List.of(part(upload, 1, bytes), part(upload, 2, bytes), part(upload, 3, bytes));
    CLOUD
        .s3()
        .completeMultipartUpload(
            r ->
                r.bucket(bucket)
                    .key(key)
                    .uploadId(upload.uploadId())
                    .multipartUpload(m -> m.parts(parts)));

    assertArrayEquals(
        bytes, CLOUD.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray());
    byte[] head =
        CLOUD
            .s3()
            .getObjectAsBytes(r -> r.bucket(bucket).key(key).range("bytes=0-65535"))
            .asByteArray();
    assertEquals(65_536, head.length);
    assertEquals(List.of(key), keys(""));
  }

  private static CompletedPart part(CreateMultipartUploadResponse upload, int number, byte[] all) {
    int from = (number - 1) * PART;
    byte[] bytes = java.util.Arrays.copyOfRange(all, from, Math.min(all.length, from + PART));
    String eTag =
        CLOUD
            .s3()
            .uploadPart(
                r ->
                    r.bucket(upload.bucket())
                        .key(upload.key())
                        .uploadId(upload.uploadId())
                        .partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  @Test
  void shouldHonourConditions() {
    String eTag = put("key", "one");

    assertEquals(
        "one",
        CLOUD.s3().getObjectAsBytes(r -> r.bucket(bucket).key("key").ifMatch(eTag)).asUtf8String());
    assertEquals(
        412, status(() -> CLOUD.s3().getObject(r -> r.bucket(bucket).key("key").ifMatch("\"0\""))));
    assertEquals(
        304,
        status(() -> CLOUD.s3().getObject(r -> r.bucket(bucket).key("key").ifNoneMatch(eTag))));
    assertEquals(
        412,
        status(
            () ->
                CLOUD
                    .s3()
                    .putObject(
                        r -> r.bucket(bucket).key("key").ifNoneMatch("*"),
                        RequestBody.fromString("two"))));
    assertEquals("one", get("key"));
    assertEquals(404, status(() -> CLOUD.s3().headObject(r -> r.bucket(bucket).key("none"))));
  }

  @Test
  void shouldCopyAndDeleteMany() {
    put("from ä", "text");
    CLOUD
        .s3()
        .copyObject(
            r ->
                r.sourceBucket(bucket)
                    .sourceKey("from ä")
                    .destinationBucket(bucket)
                    .destinationKey("to//here"));

    assertEquals("text", get("to//here"));
    var deleted =
        CLOUD
            .s3()
            .deleteObjects(
                r ->
                    r.bucket(bucket)
                        .delete(
                            d ->
                                d.objects(
                                    ObjectIdentifier.builder().key("from ä").build(),
                                    ObjectIdentifier.builder().key("to//here").build())));
    assertEquals(2, deleted.deleted().size());
    assertEquals(List.of(), keys(""));
    CLOUD.s3().deleteBucket(r -> r.bucket(bucket));
    assertEquals(404, status(() -> CLOUD.s3().headBucket(r -> r.bucket(bucket))));
  }

  @Test
  void shouldServeVirtualHostedStyleRequests() throws Exception {
    put("a//b +ü", "by host");

    // A raw request: the JDK's client sets the Host header itself.
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), CLOUD.gateway().port())) {
      socket
          .getOutputStream()
          .write(
              "GET /a//b%%20%%2B%%C3%%BC HTTP/1.1\r\nHost: %s.localhost:1\r\nConnection: close\r\n\r\n"
                  .formatted(bucket)
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(answer.contains("by host"), answer);
    }
  }

  @Test
  void shouldServePresignedUrlsToLocalPagesOnly() throws Exception {
    try (S3Presigner presigner = CLOUD.presigner();
        HttpClient http = HttpClient.newHttpClient()) {
      URI put =
          presigner
              .presignPutObject(
                  r ->
                      r.signatureDuration(Duration.ofMinutes(5))
                          .putObjectRequest(p -> p.bucket(bucket).key("a b+c")))
              .url()
              .toURI();
      HttpResponse<String> stored =
          http.send(
              HttpRequest.newBuilder(put)
                  .PUT(BodyPublishers.ofString("by url"))
                  .header("Origin", "http://localhost:8080")
                  .expectContinue(true)
                  .build(),
              BodyHandlers.ofString());
      URI get =
          presigner
              .presignGetObject(
                  r ->
                      r.signatureDuration(Duration.ofMinutes(5))
                          .getObjectRequest(g -> g.bucket(bucket).key("a b+c")))
              .url()
              .toURI();
      HttpResponse<String> foreign =
          http.send(
              HttpRequest.newBuilder(get).header("Origin", "http://elsewhere.example").build(),
              BodyHandlers.ofString());

      assertEquals(200, stored.statusCode(), stored.body());
      assertEquals(
          "http://localhost:8080",
          stored.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
      assertEquals("by url", foreign.body());
      assertTrue(foreign.headers().firstValue("Access-Control-Allow-Origin").isEmpty());
    }
  }

  private String put(String key, String text) {
    return CLOUD
        .s3()
        .putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text))
        .eTag();
  }

  private String get(String key) {
    return CLOUD.s3().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
  }

  private List<String> keys(String prefix) {
    return CLOUD.s3().listObjectsV2(r -> r.bucket(bucket).prefix(prefix)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static int status(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(S3Exception.class, call).statusCode();
  }
}
