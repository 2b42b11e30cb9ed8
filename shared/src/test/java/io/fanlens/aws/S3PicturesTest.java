package io.fanlens.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.PictureProblem;
import io.fanlens.pipeline.BucketFailedException;
import io.fanlens.result.PictureVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What S3's answers say of a picture. */
class S3PicturesTest {

  private static final PictureVersion VERSION =
      new PictureVersion("bucket", "key", "01", "etag", Optional.empty(), 9, Instant.EPOCH);

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private String error = "";
  private int status = 400;
  private String versionId = "";

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = error.getBytes(StandardCharsets.UTF_8);
          if (!versionId.isEmpty()) {
            exchange.getResponseHeaders().set("x-amz-version-id", versionId);
          }
          exchange.getResponseHeaders().set("ETag", "\"etag\"");
          boolean isHead = exchange.getRequestMethod().equals("HEAD");
          exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
          if (!isHead) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldSayAtOnceThatOnlyTheUploaderHasTheKey() {
    error =
        error(
            "InvalidRequest",
            "The object was stored using a form of Server Side Encryption. The correct parameters"
                + " must be provided to retrieve the object.");
    try (S3Client s3 = client()) {
      BadPictureException refused =
          assertThrows(BadPictureException.class, () -> pictures(s3).head(VERSION));
      assertEquals(PictureProblem.ENCRYPTED, refused.problem());
      assertTrue(refused.getMessage().contains("SSE-C"), refused.getMessage());
      assertEquals(1, requests.get());
    }
  }

  @Test
  void shouldNotBlameThePictureForOtherMistakes() {
    error = error("InvalidRequest", "Missing required header for this request");
    try (S3Client s3 = client()) {
      BucketFailedException failed =
          assertThrows(BucketFailedException.class, () -> pictures(s3).head(VERSION));
      assertTrue(
          failed.getMessage().startsWith("Amazon S3 failed: InvalidRequest (status 400, request"),
          failed.getMessage());
    }
  }

  @Test
  void shouldQuoteNothingOfAnErrorThatIsAPage() {
    error = "<html>people/jane.jpg</html>";
    status = 502;
    try (S3Client s3 = client()) {
      BucketFailedException failed =
          assertThrows(BucketFailedException.class, () -> pictures(s3).head(VERSION));
      assertTrue(failed.getMessage().startsWith("Amazon S3 failed: HTTP_502"), failed.getMessage());
    }
  }

  @Test
  void shouldTellVersionsOfTheSameBytesApart() throws Exception {
    error = "123456789";
    status = 200;
    PictureVersion second = version("v2");
    try (S3Client s3 = client()) {
      assertEquals(9, pictures(s3).head(second).size(), "a bucket without versions says no id");
      assertTrue(pictures(s3).isCurrent(second, TIMEOUT));
      versionId = "v2";
      assertEquals(9, pictures(s3).head(second).size());
      assertTrue(pictures(s3).isCurrent(second, TIMEOUT));
      assertTrue(pictures(s3).isCurrent(VERSION, TIMEOUT), "its event came without an id");
      versionId = "v1";
      assertThrows(PictureGoneException.class, () -> pictures(s3).head(second));
      assertFalse(pictures(s3).isCurrent(second, TIMEOUT));
    }
  }

  @Test
  void shouldNotTakeAnInterruptForABucketThatFails() {
    status = 200;
    try (S3Client s3 = client()) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> pictures(s3).head(VERSION));
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> pictures(s3).isCurrent(VERSION, TIMEOUT));
    } finally {
      Thread.interrupted();
    }
  }

  private static PictureVersion version(String id) {
    return new PictureVersion("bucket", "key", "02", "etag", Optional.of(id), 9, Instant.EPOCH);
  }

  private static String error(String code, String message) {
    return "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message);
  }

  private static S3Pictures pictures(S3Client s3) {
    return new S3Pictures(s3);
  }

  private S3Client client() {
    return S3Client.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
