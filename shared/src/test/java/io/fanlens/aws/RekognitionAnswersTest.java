package io.fanlens.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.operation.ImageOperations;
import io.fanlens.analysis.operation.References;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import io.fanlens.picture.StoredPicture;
import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rekognition.RekognitionClient;

/** What the real client makes of answers that are not the service's own, and what follows. */
class RekognitionAnswersTest {

  private static final String HTML =
      "<html><head><title>Sorry</title></head><body>Try again later.</body></html>";
  private static final SentPicture BYTES =
      new PreparedPicture(
          new byte[9], PictureFormat.JPEG, 100, 100, Optional.empty(), Optional.empty());
  private static final SentPicture OBJECT =
      new StoredPicture("bucket", "people/jane doe.jpg", PictureFormat.JPEG, 9, 100, 100);

  private record Answer(int status, String type, String body, int saidLength) {}

  private static volatile Answer answer;
  private static HttpServer server;
  private static RekognitionClient client;

  @BeforeAll
  static void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Answer given = answer;
          byte[] body = given.body().getBytes(StandardCharsets.UTF_8);
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", given.type());
          exchange.getResponseHeaders().set("x-amzn-RequestId", "request-7");
          int length = given.saidLength() < 0 ? body.length : given.saidLength();
          exchange.sendResponseHeaders(given.status(), length == 0 ? -1 : length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    client =
        RekognitionClient.builder()
            .region(Region.US_EAST_1)
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .httpClient(Apache5HttpClient.create())
            .overrideConfiguration(each -> each.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "408, SERVICE_FAULT",
    "500, SERVICE_FAULT",
    "502, SERVICE_FAULT",
    "503, SERVICE_FAULT",
    "504, SERVICE_FAULT",
    "429, THROTTLED",
    "401, DENIED",
    "403, DENIED",
    "400, REQUEST_REFUSED",
    "404, REQUEST_REFUSED",
    "413, REQUEST_REFUSED",
    "499, REQUEST_REFUSED",
  })
  void shouldJudgeAnErrorWithoutACodeByItsStatus(int status, CallProblem expected) {
    for (String body : List.of("", HTML, "{}", "{\"message\":\"Forbidden\"}", "{\"__type\":")) {
      for (String type : List.of("text/html", "application/x-amz-json-1.1")) {
        for (SentPicture sent : List.of(BYTES, OBJECT)) {
          answer = new Answer(status, type, body, -1);
          CallFailedException failure = failure(sent);
          assertEquals(expected, failure.problem(), body);
          assertEquals("HTTP_" + status, failure.code(), body);
        }
      }
    }
  }

  @Test
  void shouldCallAnErrorThatIsCutOffAServiceFault() {
    answer = new Answer(503, "application/x-amz-json-1.1", "{\"__type\":", 4_000);
    assertEquals(CallProblem.SERVICE_FAULT, failure(BYTES).problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"FaceDetails\":[",
        HTML,
        "",
        "{}",
        "{\"FaceDetails\":null}",
        "{\"message\":null}"
      })
  void shouldCallAnAnswerThatIsNotReadableAServiceFault(String body) {
    answer = new Answer(200, "application/x-amz-json-1.1", body, -1);
    assertEquals(CallProblem.SERVICE_FAULT, failure(BYTES).problem());
  }

  @Test
  void shouldNotQuoteTheKeyOrAnArn() {
    answer =
        new Answer(
            400,
            "application/x-amz-json-1.1",
            """
            {"__type": "ValidationException", "message": "1 validation error detected: Value \
            'people/jane doe.jpg' at 'image.s3Object.name' failed to satisfy constraint"}
            """,
            -1);
    String refused = failure(OBJECT).getMessage();
    assertFalse(refused.contains("jane"), refused);
    assertTrue(refused.contains("failed to satisfy constraint"), refused);
    answer =
        new Answer(
            400,
            "application/x-amz-json-1.1",
            """
            {"__type": "AccessDeniedException", "Message": "User: \
            arn:aws:sts::111122223333:assumed-role/analyzer/f is not authorized to perform: \
            rekognition:DetectFaces on resource: arn:aws-cn:rekognition:x"}
            """,
            -1);
    CallFailedException denied = failure(BYTES);
    assertEquals(CallProblem.DENIED, denied.problem());
    assertEquals(
        "User: <an ARN> is not authorized to perform: rekognition:DetectFaces on resource: <an"
            + " ARN>",
        denied.getMessage());
  }

  @Test
  void shouldNameTheRequestOfAnErrorWithoutASentence() {
    answer = new Answer(502, "text/html", HTML, -1);
    assertEquals("HTTP_502 (status 502, request id request-7)", failure(BYTES).getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "ExpiredTokenException, DENIED",
    "ExpiredToken, DENIED",
    "SignatureDoesNotMatch, DENIED",
    "TooManyRequestsException, THROTTLED",
    "ThrottlingException, RAMPED_TOO_FAST",
    "RequestEntityTooLargeException, REQUEST_REFUSED",
  })
  void shouldKnowTheCodesOfOtherLayers(String code, CallProblem expected) {
    answer =
        new Answer(400, "application/x-amz-json-1.1", "{\"__type\": \"%s\"}".formatted(code), -1);
    assertEquals(expected, failure(BYTES).problem());
  }

  private static CallFailedException failure(SentPicture sent) {
    RekognitionTargets targets = new RekognitionTargets(target -> client);
    OperationSettings faces =
        new OperationSettings(
            Operation.DETECT_FACES, Map.of(), List.of(new TargetSettings("us-east-1", 100, 1)));
    return assertThrows(
        CallFailedException.class,
        () ->
            targets.send(
                ImageOperations.of(faces, References.NONE), sent, Target.home("us-east-1")));
  }
}
