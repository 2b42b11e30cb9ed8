package io.fanlens.functions.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.functions.page.request.PageCall;
import io.fanlens.functions.page.request.PageException;
import io.fanlens.functions.page.request.PageProblem;
import io.fanlens.functions.page.request.PageUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PageApiTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final PageUser ADA = new PageUser("ada", false);
  private static final PageUser OLGA = new PageUser("olga", true);
  private static final Instant NOW = Instant.parse("2026-11-22T06:17:28Z");

  private final PageFakes aws = new PageFakes();
  private final PageApi api = aws.api(() -> NOW);

  private JsonNode answer(PageUser user, String route, Map<String, String> query, String body)
      throws Exception {
    PageAnswer answer = api.answer(user, new PageCall(route, query, JSON.readTree(body)));
    assertEquals(200, answer.status());
    return JSON.readTree(answer.body());
  }

  private void assertRefused(
      PageProblem problem, PageUser user, String route, Map<String, String> query, String body) {
    PageException refused =
        assertThrows(
            PageException.class,
            () -> answer(user, route, query, body),
            route + " " + query + body);
    assertEquals(problem, refused.problem());
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  @Test
  void shouldMakeFormsForOnesOwnFolder() throws Exception {
    JsonNode forms =
        answer(
                ADA,
                "POST uploads",
                Map.of(),
                """
                {"files": [{"name": "a.jpg", "size": 9, "type": "image/jpeg"},
                           {"name": "b.jpg", "size": 9, "type": "text/html"}]}\
                """)
            .path("forms");
    assertTrue(forms.at("/0/key").asText().matches("web/ada/.*/a\\.jpg"));
    assertEquals(forms.at("/0/key"), forms.at("/0/fields/key"));
    assertEquals("9", forms.at("/0/fields/most").asText());
    assertEquals("application/octet-stream", forms.at("/1/fields/Content-Type").asText());
    assertEquals("2026-11-22T06:22:28Z", forms.at("/0/expiresAt").asText());
  }

  @Test
  void shouldRefuseFilesThatItCannotTake() {
    String file = "{\"name\": \"a\", \"size\": 1}";
    for (String body :
        List.of(
            "{}",
            "{\"files\": []}",
            "{\"files\": [{}]}",
            "{\"files\": [{\"name\": \"a\"}]}",
            "{\"files\": [{\"name\": \"a\", \"size\": 0}]}",
            "{\"files\": [{\"name\": 7, \"size\": 1}]}",
            "{\"files\": [" + (file + ",").repeat(50) + file + "]}")) {
      assertRefused(PageProblem.BAD_REQUEST, ADA, "POST uploads", Map.of(), body);
    }
    assertRefused(
        PageProblem.TOO_LARGE,
        ADA,
        "POST uploads",
        Map.of(),
        "{\"files\": [{\"name\": \"a\", \"size\": 5001}]}");
  }

  @Test
  void shouldListPagesWithWhatIsKnownOfEachOperation() throws Exception {
    for (int i = 0; i < 3; i++) {
      aws.put("web/ada/%d/a.jpg".formatted(i));
    }
    aws.put("web/olga/0/b.jpg");
    aws.row(
        "web/ada/0/a.jpg",
        "DetectFaces",
        Map.of(
            "status",
            text("SUCCEEDED"),
            "found",
            text("3 faces"),
            "count",
            AttributeValue.fromN("3")));
    aws.row("web/ada/0/a.jpg", "DetectLabels", Map.of("claim", AttributeValue.fromM(Map.of())));
    JsonNode first = answer(ADA, "GET pictures", Map.of("limit", "2"), "{}");
    assertEquals(2, first.path("pictures").size());
    JsonNode rows = first.at("/pictures/0/rows");
    assertEquals("3 faces", rows.at("/0/found").asText());
    assertEquals(3, rows.at("/0/count").asInt());
    assertEquals("PROCESSING", rows.at("/1/status").asText());
    assertEquals("WAITING", first.at("/pictures/1/rows/0/status").asText());
    JsonNode second =
        answer(
            ADA, "GET pictures", Map.of("limit", "2", "after", first.path("next").asText()), "{}");
    assertEquals("web/ada/2/a.jpg", second.at("/pictures/0/key").asText());
    assertFalse(second.has("next"));
  }

  @Test
  void shouldShowOtherFoldersToOperatorsOnly() throws Exception {
    aws.put("web/ada/0/a.jpg");
    aws.put("party/b.jpg");
    for (String prefix : List.of("", "web/", "web/olga/", "web/ada")) {
      assertRefused(
          PageProblem.NOT_AN_OPERATOR, ADA, "GET pictures", Map.of("prefix", prefix), "{}");
    }
    JsonNode all = answer(OLGA, "GET pictures", Map.of("prefix", ""), "{}");
    assertEquals(2, all.path("pictures").size());
  }

  @Test
  void shouldRefuseALimitThatIsNone() {
    for (String limit : List.of("0", "101", "-1", "ten", "1e1", "9999999999")) {
      assertRefused(PageProblem.BAD_REQUEST, ADA, "GET pictures", Map.of("limit", limit), "{}");
    }
  }

  @Test
  void shouldSayOfSomebodyElsesPictureThatThereIsNone() throws Exception {
    aws.put("web/olga/0/b.jpg");
    for (String key :
        List.of("web/olga/0/b.jpg", "web/ada/../olga/0/b.jpg", "web/ada/9/none", "")) {
      assertRefused(PageProblem.NOT_FOUND, ADA, "GET picture", Map.of("key", key), "{}");
    }
    assertRefused(
        PageProblem.NOT_FOUND, ADA, "DELETE picture", Map.of("key", "web/olga/0/b.jpg"), "{}");
    JsonNode lookup = answer(ADA, "POST pictures", Map.of(), "{\"keys\": [\"web/olga/0/b.jpg\"]}");
    assertEquals("web/olga/0/b.jpg", lookup.at("/gone/0").asText());
    assertFalse(aws.asked.contains("web/olga/0/b.jpg"));
    assertTrue(aws.objects.containsKey("web/olga/0/b.jpg"));
  }

  @Test
  void shouldLookUpOnesOwn() throws Exception {
    aws.put("web/ada/0/a.jpg");
    JsonNode lookup =
        answer(
            ADA, "POST pictures", Map.of(), "{\"keys\": [\"web/ada/0/a.jpg\", \"web/ada/1/x\"]}");
    assertEquals("a.jpg", lookup.at("/pictures/0/name").asText());
    assertEquals("[\"web/ada/1/x\"]", lookup.path("gone").toString());
    assertFalse(aws.wasWhole);
  }

  @Test
  void shouldShowAPictureWithItsAnswers() throws Exception {
    String key = "web/ada/0/a.jpg";
    aws.put(key);
    Map<String, AttributeValue> row = new HashMap<>();
    row.put("status", text("SUCCEEDED"));
    row.put("FaceDetails", AttributeValue.fromL(List.of()));
    row.put("claimToken", text("secret"));
    row.put("sent", AttributeValue.fromM(sent("JPEG", Map.of("scaledFrom", text("6000x4000")))));
    aws.row(key, "DetectFaces", row);
    JsonNode shown = answer(ADA, "GET picture", Map.of("key", key), "{}");
    assertTrue(aws.wasWhole);
    assertEquals("{\"FaceDetails\":[]}", shown.at("/rows/0/answer").toString());
    assertEquals(6_000, shown.path("width").asInt());
    assertEquals(key + " as image/jpeg", shown.path("original").asText());
    assertEquals(key + " as image/jpeg, saved", shown.path("download").asText());
    assertEquals("original", shown.path("shown").asText());
    assertFalse(shown.toString().contains("secret"));
  }

  @Test
  void shouldHandOutNothingAsHtmlAndPreviewWhatNoBrowserDraws() throws Exception {
    aws.put("web/ada/0/a.heic");
    aws.row(
        "web/ada/0/a.heic",
        "DetectFaces",
        Map.of(
            "status",
            text("SUCCEEDED"),
            "sent",
            AttributeValue.fromM(sent("JPEG", Map.of("convertedFrom", text("HEIC"))))));
    aws.put("web/ada/1/page.html");
    JsonNode heic = answer(ADA, "GET picture", Map.of("key", "web/ada/0/a.heic"), "{}");
    assertEquals("preview", heic.path("shown").asText());
    assertEquals(30, heic.path("width").asInt());
    JsonNode html = answer(ADA, "GET picture", Map.of("key", "web/ada/1/page.html"), "{}");
    assertTrue(html.path("original").asText().endsWith(" as application/octet-stream"));
  }

  private static Map<String, AttributeValue> sent(String format, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> sent = new HashMap<>(more);
    sent.put("format", text(format));
    sent.put("width", AttributeValue.fromN("30"));
    sent.put("height", AttributeValue.fromN("20"));
    return sent;
  }

  @Test
  void shouldDeleteOnesOwnAndSayNothingOfOneThatIsGone() throws Exception {
    aws.put("web/ada/0/a.jpg");
    for (int i = 0; i < 2; i++) {
      PageAnswer answer =
          api.answer(
              ADA,
              new PageCall(
                  "DELETE picture", Map.of("key", "web/ada/0/a.jpg"), JSON.createObjectNode()));
      assertEquals(204, answer.status());
    }
    assertTrue(aws.objects.isEmpty());
  }

  @Test
  void shouldKnowNoOtherRoute() {
    assertRefused(PageProblem.NOT_FOUND, OLGA, "PUT picture", Map.of(), "{}");
  }

  @Test
  void shouldWriteARefusalAsThePageReadsIt() {
    PageAnswer answer = PageAnswer.refused(new PageException(PageProblem.TOO_LARGE, "Too large."));
    assertEquals("{\"error\":\"TOO_LARGE\",\"message\":\"Too large.\"}", answer.body());
  }

  @Test
  void shouldSayOfABusyServiceWhenToAskAgain() {
    PageAnswer answer = PageAnswer.refused(new PageException(PageProblem.BUSY, "Busy."));
    assertEquals("2", answer.headers().get("Retry-After"));
    assertEquals(429, answer.status());
  }

  @Test
  void shouldEndAnAnswerBeforeItIsTooLargeForTheGateway() throws Exception {
    for (int i = 0; i < 5; i++) {
      String key = "web/ada/%d/a.jpg".formatted(i);
      aws.put(key);
      Map<String, AttributeValue> row = new HashMap<>();
      row.put("status", text("SUCCEEDED"));
      row.put("FaceDetails", AttributeValue.fromL(List.of(text("x".repeat(1_300_000)))));
      aws.row(key, "DetectFaces", row);
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = answer(ADA, "GET pictures", Map.of("whole", "true", "after", after), "{}");
      assertTrue(page.toString().length() < 5_000_000);
      page.path("pictures").forEach(picture -> seen.add(picture.path("key").asText()));
      after = page.path("next").asText();
    } while (!after.isEmpty());
    assertEquals(List.copyOf(aws.objects.keySet()), seen);
  }

  @Test
  void shouldRefuseAPreviewOfAnotherSizeOrPerson() {
    aws.put("web/olga/0/b.jpg");
    aws.put("web/ada/0/a.jpg");
    String body = "{\"key\": \"web/%s\", \"side\": %s}";
    for (String side : List.of("513", "0", "-512", "\"512\"", "null")) {
      assertRefused(
          PageProblem.BAD_REQUEST,
          ADA,
          "POST previews",
          Map.of(),
          body.formatted("ada/0/a.jpg", side));
    }
    assertRefused(
        PageProblem.NOT_FOUND, ADA, "POST previews", Map.of(), body.formatted("olga/0/b.jpg", 512));
    assertRefused(
        PageProblem.NOT_A_PICTURE,
        ADA,
        "POST previews",
        Map.of(),
        body.formatted("ada/0/a.jpg", 512));
  }

  @Test
  void shouldShowAndMoveNothingToAUser() {
    assertRefused(PageProblem.NOT_AN_OPERATOR, ADA, "GET live", Map.of(), "{}");
    assertRefused(PageProblem.NOT_AN_OPERATOR, ADA, "POST redrive", Map.of(), "{}");
    assertEquals(3, aws.deadLetters.approximateCount());
  }

  @Test
  void shouldRedriveForOperators() throws Exception {
    assertRefused(PageProblem.BAD_REQUEST, OLGA, "POST redrive", Map.of(), "{\"reason\": \"a b\"}");
    JsonNode one = answer(OLGA, "POST redrive", Map.of(), "{\"reason\": \"SLOW\"}");
    assertEquals("{\"moved\":1,\"left\":2}", one.toString());
    JsonNode all = answer(OLGA, "POST redrive", Map.of(), "{}");
    assertEquals("{\"moved\":2,\"left\":0}", all.toString());
    assertEquals(0, answer(OLGA, "GET live", Map.of(), "{}").path("targets").size());
  }
}
