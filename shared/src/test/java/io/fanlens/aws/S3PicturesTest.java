package io.fanlens.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureProblem;
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
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What S3's answers say of a picture. */
class S3PicturesTest {

  private static final PictureVersion VERSION =
      new PictureVersion("bucket", "key", "01", "etag", Optional.empty(), 9, Instant.EPOCH);

  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private String error = "";

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = error.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
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
      assertThrows(S3Exception.class, () -> pictures(s3).head(VERSION));
    }
  }

  private static String error(String code, String message) {
    return "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message);
  }

  private static S3Pictures pictures(S3Client s3) {
    return new S3Pictures(s3, Duration.ofSeconds(10));
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
