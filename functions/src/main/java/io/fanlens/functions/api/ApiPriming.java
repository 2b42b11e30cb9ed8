package io.fanlens.functions.api;

import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.functions.FirstRead;
import io.fanlens.functions.PrimedTargets;
import io.fanlens.functions.Priming.Step;
import io.fanlens.functions.PrimingWork;
import io.fanlens.functions.api.request.ApiBody;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiRequest;
import io.fanlens.functions.api.request.RequestReader;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * What a first request needs, run before the snapshot. Nothing is billed as a picture, and nothing
 * is changed. The master secret is not read: it would be in the snapshot.
 */
final class ApiPriming {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String NOBODY = "FL0000000000000000PR";

  private final Settings settings;
  private final ApiParts parts;

  ApiPriming(Settings settings, ApiParts parts) {
    this.settings = settings;
    this.parts = parts;
  }

  List<Step> steps() {
    List<Step> steps = new ArrayList<>(new PrimingWork(settings, "").conversions());
    steps.add(new Step("a request of nobody", this::request));
    PrimedTargets targets = new PrimedTargets(settings);
    FirstRead.table(settings, parts.clients())
        .ifPresent(table -> steps.addAll(targets.quotas(table)));
    steps.addAll(targets.calls(parts.calls(), ApiPriming::bound));
    return steps;
  }

  /** A key that nobody has: the table of clients is read, and the request refused. */
  private Object request() throws InterruptedException {
    String pair =
        Base64.getEncoder().encodeToString((NOBODY + ":-").getBytes(StandardCharsets.UTF_8));
    ApiRequest request =
        new ApiRequest(
            "POST",
            "/v1/{operation}",
            "DetectFaces",
            "/",
            "",
            Map.of("authorization", List.of("Basic " + pair)),
            Map.of(),
            new byte[0],
            "",
            "priming");
    return parts.requests().answer(request, TIMEOUT);
  }

  private static ImageOperation bound(OperationSettings configured) throws ApiException {
    return RequestReader.operation(configured.operation(), ApiBody.object(new byte[] {'{', '}'}));
  }
}
