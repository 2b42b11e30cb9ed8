package io.fanlens.functions.api.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.settings.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies, forms and parameters that no honest client sends: each is refused with a sentence. */
class HostileRequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RequestReader READER = new RequestReader("pictures", Duration.ofSeconds(5));

  @Test
  void shouldRefuseJsonThatIsCutOffDeepOrHuge() {
    for (String body :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "{\"Image\":{\"Bytes\":\"AAAA",
            "{}{}",
            "{} x",
            "{\"a\":".repeat(100_000),
            "[".repeat(1_000_000),
            "{\"MinConfidence\":" + "9".repeat(1_000_000) + "}",
            "{\"MinConfidence\":1e999999999}x")) {
      ApiException e = assertThrows(ApiException.class, () -> ApiBody.object(body.getBytes(UTF_8)));
      assertEquals(ApiProblem.UNREADABLE, e.problem());
      assertTrue(e.getMessage().length() < 200, "it quotes the body");
    }
  }

  @Test
  void shouldRefuseValuesOfOtherTypes() throws Exception {
    for (String body :
        List.of(
            "{\"Image\":{\"Bytes\":7}}",
            "{\"Image\":{\"Bytes\":\"no Base64!\"}}",
            "{\"Image\":{\"Bytes\":\"AAAA\"},\"MinConfidence\":\"80\"}",
            "{\"Image\":{\"Bytes\":\"AAAA\"},\"MinConfidence\":1e400}",
            "{\"Image\":{\"Bytes\":\"AAAA\"},\"MaxLabels\":1.5}",
            "{\"Image\":{\"Bytes\":\"AAAA\"},\"MaxLabels\":99999999999}",
            "{\"Image\":{\"Bytes\":\"AAAA\"},\"Features\":\"GENERAL_LABELS\"}",
            "{\"Image\":{\"Bytes\":\"AAAA\"},\"Settings\":[]}")) {
      assertEquals(ApiProblem.UNREADABLE, refused(Operation.DETECT_LABELS, body), body);
    }
  }

  @Test
  void shouldRefusePicturesThatAreNoneOrElsewhere() {
    assertEquals(ApiProblem.BAD_PARAMETER, refused(Operation.DETECT_FACES, "{}"));
    assertEquals(ApiProblem.BAD_PARAMETER, refused(Operation.DETECT_FACES, "{\"Image\":\"x\"}"));
    assertEquals(
        ApiProblem.BAD_PARAMETER,
        refused(
            Operation.DETECT_FACES,
            "{\"Image\":{\"Bytes\":\"AAAA\",\"S3Object\":{\"Bucket\":\"pictures\"}}}"));
    for (String object :
        List.of(
            "{}",
            "{\"Bucket\":\"others\",\"Name\":\"a.jpg\"}",
            "{\"Bucket\":\"pictures\"}",
            "{\"Bucket\":[\"pictures\"],\"Name\":\"a.jpg\"}",
            "{\"Bucket\":\"pictures\",\"Name\":\"a.jpg\",\"Version\":\"1\"}")) {
      assertEquals(
          ApiProblem.NO_OBJECT,
          refused(Operation.DETECT_FACES, "{\"Image\":{\"S3Object\":" + object + "}}"),
          object);
    }
  }

  @Test
  void shouldIgnoreMembersThatTheOperationDoesNotHave() throws Exception {
    ApiCall call =
        READER.call(
            Operation.DETECT_FACES,
            ApiBody.object("{\"Image\":{\"Bytes\":\"AAAA\"},\"Other\":{\"x\":1}}".getBytes(UTF_8)),
            request(JSON.createObjectNode()));

    assertEquals(Duration.ofSeconds(5), call.longestWait());
  }

  @Test
  void shouldRefuseFormsThatAreCutOffOrLie() {
    String type = "multipart/form-data; boundary=B";
    for (String body :
        List.of(
            "",
            "--",
            "--B",
            "--B\r\n",
            "--B\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nxxxx",
            "--B\r\nContent-Disposition: form-data\r\n\r\nxxxx\r\n--B--",
            "--B\r\n--B--",
            "--B\r\nx: name=a\r\n\r\nx\r\n".repeat(50_000) + "--B--")) {
      assertThrows(ApiException.class, () -> FormParts.read(type, body.getBytes(UTF_8)));
    }
    assertThrows(
        ApiException.class, () -> FormParts.read("multipart/form-data", "--B--".getBytes(UTF_8)));
  }

  @Test
  void shouldReadAForm() throws Exception {
    String body =
        "--B\r\nContent-Disposition: form-data; name=\"source\"; filename=\"target\"\r\n\r\n1\r\n2"
            + "\r\n--B\r\nContent-Disposition: form-data; name=\"target\"\r\n\r\n34\r\n--B--\r\n";

    Map<String, byte[]> parts =
        FormParts.read("multipart/form-data; boundary=\"B\"", body.getBytes(UTF_8));

    assertEquals("1\r\n2", new String(parts.get("source"), UTF_8));
    assertEquals("34", new String(parts.get("target"), UTF_8));
  }

  @Test
  void shouldRefuseTooManyHeadersAndLyingBodies() {
    ObjectNode many = JSON.createObjectNode();
    for (int i = 0; i < 10_000; i++) {
      many.withObjectProperty("multiValueHeaders").putArray("h" + i).add("x");
    }
    assertEquals(ApiProblem.UNREADABLE, event(many));
    ObjectNode lying = JSON.createObjectNode();
    lying.put("body", "%%%").put("isBase64Encoded", true);
    assertEquals(ApiProblem.UNREADABLE, event(lying));
  }

  @Test
  void shouldReadWhatEventIsThere() throws Exception {
    for (String odd : List.of("{}", "[]", "7", "{\"requestContext\":3,\"headers\":[1]}")) {
      JsonNode event = JSON.readTree(odd);
      assertEquals("", ApiRequest.of(event).domainName());
    }
  }

  @Test
  void shouldTakeParametersOfAQueryByTheModelsNames() throws Exception {
    ObjectNode read =
        PlainParameters.of(
            ApiOperation.builder(Operation.DETECT_LABELS),
            Map.of(
                "minConfidence", List.of("80.5"),
                "maxLabels", List.of("7"),
                "features", List.of("GENERAL_LABELS,IMAGE_PROPERTIES"),
                "settings.imageProperties.maxDominantColors", List.of("3")));

    ApiOperation operation = RequestReader.operation(Operation.DETECT_LABELS, read);

    assertEquals(2, operation.billedCalls());
    assertEquals(
        "{\"ImageProperties\":{\"MaxDominantColors\":3}}", read.path("Settings").toString());
  }

  @Test
  void shouldNameAParameterThatIsMistyped() {
    for (String name : List.of("minConfidenc", "", ".", "image", "minConfidence.x", "__proto__")) {
      ApiException e =
          assertThrows(
              ApiException.class,
              () ->
                  PlainParameters.of(
                      ApiOperation.builder(Operation.DETECT_LABELS), Map.of(name, List.of("1"))),
              name);
      assertEquals(ApiProblem.BAD_PARAMETER, e.problem());
    }
  }

  @Test
  void shouldCountAnIpv6NetworkOnce() {
    assertEquals(Networks.of("2001:db8::1"), Networks.of("2001:db8:0:0:ffff::2"));
    assertEquals("192.0.2.1", Networks.of("192.0.2.1"));
    assertEquals("unknown", Networks.of("evil.example"));
  }

  private static ApiProblem refused(Operation operation, String body) {
    return assertThrows(
            ApiException.class,
            () ->
                READER.call(
                    operation,
                    ApiBody.object(body.getBytes(UTF_8)),
                    request(JSON.createObjectNode())))
        .problem();
  }

  private static ApiProblem event(JsonNode event) {
    return assertThrows(ApiException.class, () -> ApiRequest.of(event)).problem();
  }

  private static ApiRequest request(JsonNode event) throws ApiException {
    return ApiRequest.of(event);
  }
}
