package io.fanlens.functions.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.PrimingWork;
import io.fanlens.functions.page.request.PageRequest;
import io.fanlens.functions.page.request.PageUser;
import io.fanlens.settings.PageSettings;
import io.fanlens.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a first visit needs, run before the snapshot: files, a list of nobody's pictures, a form,
 * and the libraries that previews are made with. Nothing is changed.
 */
final class PagePriming {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int FAILED = 500;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The folder of a user whom no provider knows. */
  private static final String NOBODY = "00000000-priming";

  private static final String NO_PICTURE = PageUser.ROOT + NOBODY + "/none";

  private final Settings settings;
  private final PageSettings page;
  private final PageParts parts;

  PagePriming(Settings settings, PageSettings page, PageParts parts) {
    this.settings = settings;
    this.page = page;
    this.parts = parts;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("a file", () -> answer("GET", "/config.json", Map.of(), "")));
    steps.add(new Step("a list", () -> answer("GET", "/api/pictures", Map.of("limit", "1"), "")));
    steps.add(
        new Step(
            "what is waited for",
            () ->
                answer(
                    "POST",
                    "/api/pictures",
                    Map.of(),
                    "{\"keys\": [\"%s\"]}".formatted(NO_PICTURE))));
    steps.add(
        new Step(
            "a form",
            () ->
                answer(
                    "POST",
                    "/api/uploads",
                    Map.of(),
                    "{\"files\": [{\"name\": \"a.jpg\", \"size\": 1, \"type\":"
                        + " \"image/jpeg\"}]}")));
    steps.addAll(new PrimingWork(settings, "").conversions());
    return steps;
  }

  private Object answer(String method, String resource, Map<String, String> query, String body)
      throws Exception {
    Map<String, String> claims =
        Map.of(
            "token_use", "access",
            "client_id", page.clientId(),
            "iss", page.issuer(),
            "sub", NOBODY,
            "exp", Long.toString(Instant.now().plus(TIMEOUT).getEpochSecond()));
    Map<String, Object> event =
        Map.of(
            "httpMethod", method,
            "resource", resource,
            "queryStringParameters", query,
            "body", body,
            "requestContext", Map.of("authorizer", Map.of("claims", claims)));
    JsonNode read = JSON.valueToTree(event);
    PageAnswer answer = parts.requests().answer(PageRequest.of(read), TIMEOUT);
    if (answer.status() >= FAILED) {
      throw new IllegalStateException("answered with status " + answer.status());
    }
    return JSON.writeValueAsBytes(answer.toEvent(parts.headers().of(true)));
  }
}
