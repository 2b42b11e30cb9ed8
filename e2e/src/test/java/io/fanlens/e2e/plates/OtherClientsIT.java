package io.fanlens.e2e.plates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.ClientProgram;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import io.fanlens.e2e.PipelinePictures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients in other languages call the local Rekognition, and read its answers by their models. */
class OtherClientsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final NumberPlate PLATE = new NumberPlate("AB12 CDE");

  @TempDir static Path directory;
  private static PipelineCloud cloud;
  private static String face;
  private static String plate;

  @BeforeAll
  static void start() throws Exception {
    cloud = new PipelineOptions(directory).start();
    face = Files.write(directory.resolve("face.jpg"), PipelinePictures.face()).toString();
    plate = Files.write(directory.resolve("plate.png"), PLATE.photograph()).toString();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void shouldAnswerEachOperationToBoto3() throws Exception {
    ClientProgram.require("python3", "-c", "import boto3");
    JsonNode read =
        JSON.readTree(
            ClientProgram.output(
                ClientProgram.SCRIPTS, environment(), "python3", "rekognition.py", face, plate));

    assertEquals("[]", read.path("unknown").toString(), read::toString);
    for (String one : List.of("faces", "matches", "unrecognized", "persons")) {
      assertEquals(1, read.path(one).asInt(), one + " of " + read);
    }
    assertEquals("[0]", read.path("indeterminate").toString(), read::toString);
    assertTrue(read.path("labels").toString().contains("\"Person\""), read::toString);
    assertEquals("[]", read.path("moderation").toString());
    assertEquals(0, read.path("celebrities").asInt());
    for (String all : List.of("lines", "sure")) {
      assertEquals("[\"AB12 CDE\"]", read.path(all).toString(), read::toString);
    }
    assertEquals("[]", read.path("above").toString(), read::toString);
    assertEquals("[\"AB12 CDE\"]", read.path("below").toString(), read::toString);
    assertEquals("[]", read.path("high").toString(), read::toString);
    assertEquals("InvalidParameterException", read.path("refused").asText());
  }

  @Test
  void shouldAnswerEachOperationToTheSdkForJavaScript() throws Exception {
    ClientProgram.requireJavaScript();
    JsonNode read =
        JSON.readTree(
            ClientProgram.output(
                ClientProgram.SCRIPTS, environment(), "node", "rekognition.mjs", face, plate));

    for (String one : List.of("faces", "matches", "unrecognized", "persons")) {
      assertEquals(1, read.path(one).asInt(), one + " of " + read);
    }
    assertTrue(read.path("confident").asBoolean(), read::toString);
    assertEquals("[0]", read.path("indeterminate").toString(), read::toString);
    assertTrue(read.path("labels").toString().contains("\"Person\""), read::toString);
    assertEquals("[]", read.path("moderation").toString(), read::toString);
    assertEquals(0, read.path("celebrities").asInt(), read::toString);
    assertEquals("[\"AB12 CDE\"]", read.path("lines").toString(), read::toString);
  }

  @Test
  void shouldAnswerDetectTextToTheAwsCommandLine() throws Exception {
    ClientProgram.require("aws", "--version");

    String words =
        ClientProgram.output(
            directory,
            Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"),
            "aws",
            "rekognition",
            "detect-text",
            "--endpoint-url",
            cloud.cloud().endpoint().toString(),
            "--region",
            "us-west-2",
            "--image-bytes",
            "fileb://" + plate,
            "--query",
            "TextDetections[?Type=='WORD'].DetectedText",
            "--output",
            "text");

    assertEquals("AB12\tCDE\n", words);
  }

  private static Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL", cloud.cloud().endpoint().toString(),
        "AWS_REGION", "us-west-2",
        "AWS_DEFAULT_REGION", "us-west-2",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test");
  }
}
