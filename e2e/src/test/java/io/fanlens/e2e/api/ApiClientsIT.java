package io.fanlens.e2e.api;

import static io.fanlens.local.rekognition.control.RekognitionControl.ANY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.access.CallLimit;
import io.fanlens.e2e.ClientProgram;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelinePictures;
import io.fanlens.local.rekognition.control.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.InvalidImageFormatException;
import software.amazon.awssdk.services.rekognition.model.InvalidParameterException;
import software.amazon.awssdk.services.rekognition.model.InvalidS3ObjectException;
import software.amazon.awssdk.services.rekognition.model.ServiceQuotaExceededException;

/**
 * Clients that nobody here wrote call all operations, by an endpoint and a key alone. They read
 * answers and errors by their own models, and try again by their own rules.
 */
class ApiClientsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BUSY = "DetectModerationLabels";
  private static final CallLimit ONCE_A_DAY = new CallLimit(1, 0);

  @TempDir static Path directory;
  private static ApiCloud api;
  private static ApiKey key;
  private static String face;
  private static String plate;

  @BeforeAll
  static void start() throws Exception {
    api = ApiCloud.start(ApiCloud.options(directory));
    key = api.client("shop", CallLimit.NONE);
    face = Files.write(directory.resolve("face.jpg"), PipelinePictures.face()).toString();
    plate = Files.write(directory.resolve("plate.jpg"), PipelinePictures.numberPlate()).toString();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void shouldServeTheSdkForJava() throws Exception {
    try (JavaClient client = JavaClient.of(api.url(), key)) {
      client.callAllSeven();

      RekognitionClient sdk = client.sdk();
      assertEquals("UnknownOperationException", JavaClient.code(sdk::listCollections));
      assertThrows(
          InvalidImageFormatException.class,
          () -> sdk.detectFaces(r -> r.image(JavaClient.image(new byte[] {1, 2, 3}))));
      assertThrows(
          InvalidParameterException.class,
          () -> sdk.detectLabels(r -> r.image(JavaClient.IMAGE).minConfidence(400f)));
      assertThrows(
          InvalidS3ObjectException.class,
          () -> sdk.detectFaces(r -> r.image(i -> i.s3Object(o -> o.bucket("others").name("a")))));

      int tries = client.tries();
      saturated(() -> sdk.detectModerationLabels(r -> r.image(JavaClient.IMAGE)));
      assertTrue(client.tries() - tries > 1, "it tries again by itself");
    }
  }

  @Test
  void shouldRefuseTheSdkForJavaWithoutAKeyOrPastItsLimit() {
    try (JavaClient wrongSecret = JavaClient.of(api.url(), new ApiKey(key.id(), "wrong"));
        JavaClient unknownKey = JavaClient.of(api.url(), new ApiKey("FL" + "A".repeat(18), "any"));
        JavaClient limited = JavaClient.of(api.url(), api.client("Java", ONCE_A_DAY))) {
      limited.detectFace();

      assertEquals("InvalidSignatureException", JavaClient.code(wrongSecret::detectFace));
      assertEquals("UnrecognizedClientException", JavaClient.code(unknownKey::detectFace));
      int tries = limited.tries();
      assertThrows(ServiceQuotaExceededException.class, limited::detectFace);
      assertEquals(1, limited.tries() - tries, "no further try after a limit");
    }
  }

  @Test
  void shouldServeBoto3() throws Exception {
    ClientProgram.require("python3", "-c", "import boto3");

    JsonNode answers = json("python3", "rekognition.py", face, plate);
    assertAnswers(answers);
    assertEquals("[]", answers.path("unknown").toString(), answers::toString);
    assertRefusals(saturated(() -> json("python3", "refusals.py", face)));
  }

  @Test
  void shouldServeTheSdkForJavaScript() throws Exception {
    ClientProgram.requireJavaScript();

    assertAnswers(json("node", "rekognition.mjs", face, plate));
    assertRefusals(saturated(() -> json("node", "refusals.mjs", face)));
  }

  @Test
  void shouldServeTheAwsCommandLine() throws Exception {
    ClientProgram.require("aws", "--version");

    String of = "fileb://" + face;
    assertEquals("1", aws("FaceDetails", "detect-faces", "--image-bytes", of));
    assertEquals("1", aws("UnrecognizedFaces", "recognize-celebrities", "--image-bytes", of));
    assertEquals("1", aws("Persons", "detect-protective-equipment", "--image-bytes", of));
    assertEquals("0", aws("ModerationLabels", "detect-moderation-labels", "--image-bytes", of));
    assertEquals("1", aws("Labels[?Name==`Person`]", "detect-labels", "--image-bytes", of));
    assertEquals("3", aws("TextDetections", "detect-text", "--image-bytes", "fileb://" + plate));
    assertEquals(
        "1",
        aws(
            "FaceMatches",
            "compare-faces",
            "--source-image-bytes",
            of,
            "--target-image-bytes",
            of));
    String secret =
        ClientProgram.refusal(
            directory,
            environment(new ApiKey(key.id(), "wrong"), key),
            "aws",
            "rekognition",
            "detect-faces",
            "--image-bytes",
            of);
    assertTrue(secret.contains("(InvalidSignatureException) when calling"), secret);
    assertEquals(
        "0",
        saturated(() -> aws("ModerationLabels", "detect-moderation-labels", "--image-bytes", of)));
  }

  private static void assertAnswers(JsonNode read) {
    for (String one : List.of("faces", "matches", "unrecognized", "persons")) {
      assertEquals(1, read.path(one).asInt(), one + " of " + read);
    }
    assertEquals("[0]", read.path("indeterminate").toString(), read::toString);
    assertTrue(read.path("labels").toString().contains("\"Person\""), read::toString);
    assertEquals("[]", read.path("moderation").toString(), read::toString);
    assertEquals(0, read.path("celebrities").asInt(), read::toString);
    assertEquals("[\"AB12 CDE\"]", read.path("lines").toString(), read::toString);
  }

  /** Each is answered at its first try, but for the one that was refused for lack of quota. */
  private static void assertRefusals(JsonNode read) {
    assertTrue(read.path("busy").asInt() > 1, read::toString);
    Map<String, String> codes =
        Map.of(
            "limited", "ServiceQuotaExceededException",
            "secret", "InvalidSignatureException",
            "key", "UnrecognizedClientException",
            "operation", "UnknownOperationException",
            "picture", "InvalidImageFormatException",
            "parameter", "InvalidParameterException",
            "object", "InvalidS3ObjectException");
    codes.forEach(
        (call, code) -> {
          assertEquals(code, read.path(call).path(0).asText(), read::toString);
          assertEquals(1, read.path(call).path(1).asInt(), read::toString);
        });
    for (String modeled : List.of("limited", "picture", "parameter", "object")) {
      assertEquals(
          codes.get(modeled), read.path(modeled).path(2).asText(), "known to the model: " + read);
    }
  }

  /** All Regions throttle until the API has refused one call of the client. */
  private static <T> T saturated(Callable<T> client) throws Exception {
    api.pipeline().rekognition().fault(BUSY, ANY, Fault.withProbability(1, Fault.Kind.THROTTLE));
    int before = api.refused();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<T> answer = threads.submit(client);
      Eventually.until("a refusal", () -> api.refused() > before || answer.isDone());
      api.pipeline().rekognition().clear(BUSY, ANY);
      api.pipeline().quota().clear();
      return answer.get();
    }
  }

  private static JsonNode json(String... command) throws Exception {
    return JSON.readTree(
        ClientProgram.output(
            ClientProgram.SCRIPTS,
            environment(key, api.client("once a day", ONCE_A_DAY)),
            command));
  }

  /** How long a list of the answer is. */
  private static String aws(String list, String... command) throws Exception {
    List<String> all = new ArrayList<>(List.of("aws", "rekognition"));
    all.addAll(List.of(command));
    all.addAll(List.of("--query", "length(%s)".formatted(list), "--output", "text"));
    return ClientProgram.output(directory, environment(key, key), all.toArray(String[]::new))
        .strip();
  }

  private static Map<String, String> environment(ApiKey own, ApiKey limited) {
    Map<String, String> variables = new HashMap<>();
    variables.put("AWS_ENDPOINT_URL_REKOGNITION", api.url().toString());
    variables.put("AWS_REGION", "eu-west-1");
    variables.put("AWS_DEFAULT_REGION", "eu-west-1");
    variables.put("AWS_ACCESS_KEY_ID", own.id());
    variables.put("AWS_SECRET_ACCESS_KEY", own.secret());
    variables.put("LIMITED_ID", limited.id());
    variables.put("LIMITED_SECRET", limited.secret());
    return variables;
  }
}
