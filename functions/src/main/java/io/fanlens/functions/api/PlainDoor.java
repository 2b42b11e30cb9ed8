package io.fanlens.functions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.CallLimit;
import io.fanlens.access.Counted;
import io.fanlens.functions.api.request.ApiBody;
import io.fanlens.functions.api.request.ApiCall;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiOperation;
import io.fanlens.functions.api.request.ApiProblem;
import io.fanlens.functions.api.request.ApiRequest;
import io.fanlens.functions.api.request.FormParts;
import io.fanlens.functions.api.request.Networks;
import io.fanlens.functions.api.request.PlainParameters;
import io.fanlens.functions.api.request.RequestPicture;
import io.fanlens.functions.api.request.RequestReader;
import io.fanlens.settings.ApiSettings.AnonymousLimits;
import io.fanlens.settings.Operation;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Plain HTTP for curl and browsers: the picture is the body, parameters stand in the query, the key
 * in Basic authentication; errors are problem details (RFC 9457).
 */
final class PlainDoor implements Door {

  private static final String BASIC = "Basic ";

  private final Callers callers;
  private final ApiCore core;
  private final IdempotentCalls calls;
  private final RequestReader reader;
  private final Optional<AnonymousLimits> anonymous;
  private final Cors cors;
  private final InstantSource clock;

  PlainDoor(
      Callers callers,
      ApiCore core,
      IdempotentCalls calls,
      RequestReader reader,
      Optional<AnonymousLimits> anonymous,
      Cors cors,
      InstantSource clock) {
    this.callers = callers;
    this.core = core;
    this.calls = calls;
    this.reader = reader;
    this.anonymous = anonymous;
    this.cors = cors;
    this.clock = clock;
  }

  @Override
  public ApiResponse answer(ApiRequest request, CallTime time)
      throws ApiException, AccessUnavailableException, InterruptedException {
    if (request.method().equals("OPTIONS")) {
      return cors.preflight(request);
    }
    if (!request.method().equals("POST")) {
      throw new ApiException(ApiProblem.UNKNOWN_OPERATION, "Send the picture by POST.");
    }
    Counted caller = caller(request);
    Operation operation = core.offered(request.operation());
    ApiAnswer answer = calls.answer(caller, request, call(operation, request), time);
    return new ApiResponse(200, Map.of("Content-Type", "application/json"), answer.json())
        .with(AnswerHeaders.of(answer, clock.instant()))
        .with(cors.headers(request));
  }

  private Counted caller(ApiRequest request) throws ApiException, AccessUnavailableException {
    if (!request.has("authorization")) {
      return anonymous
          .map(
              limits ->
                  new Counted.Anonymous(
                      Networks.of(request.sourceIp()),
                      new CallLimit(limits.perDay(), limits.perMonth())))
          .orElseThrow(
              () ->
                  new ApiException(
                      ApiProblem.NO_KEY, "Send a key and its secret by Basic authentication."));
    }
    String header = request.header("authorization");
    if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      String pair;
      try {
        byte[] decoded = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
        pair = new String(decoded, StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        throw Callers.unknown();
      }
      int colon = pair.indexOf(':');
      if (colon > 0) {
        return callers.holder(request, pair.substring(0, colon), pair.substring(colon + 1));
      }
    }
    throw Callers.unknown();
  }

  private ApiCall call(Operation operation, ApiRequest request) throws ApiException {
    String type = request.header("content-type");
    if (type.startsWith("application/json")) {
      return reader.call(operation, ApiBody.object(request.body()), request);
    }
    JsonNode parameters = PlainParameters.of(ApiOperation.builder(operation), request.parameters());
    ApiOperation asked = RequestReader.operation(operation, parameters);
    if (operation != Operation.COMPARE_FACES) {
      byte[] picture =
          FormParts.isForm(type)
              ? part(FormParts.read(type, request.body()), "image")
              : request.body();
      return new ApiCall(
          asked, new RequestPicture.Sent(some(picture)), Optional.empty(), reader.wait(request));
    }
    if (!FormParts.isForm(type)) {
      throw new ApiException(
          ApiProblem.BAD_PARAMETER,
          "CompareFaces needs two pictures: a form (multipart/form-data) with source and target.");
    }
    Map<String, byte[]> parts = FormParts.read(type, request.body());
    return new ApiCall(
        asked,
        new RequestPicture.Sent(part(parts, "target")),
        Optional.of(new RequestPicture.Sent(part(parts, "source"))),
        reader.wait(request));
  }

  private static byte[] part(Map<String, byte[]> parts, String name) throws ApiException {
    if (!parts.containsKey(name)) {
      throw new ApiException(
          ApiProblem.BAD_PARAMETER, "The form has no part '%s'.".formatted(name));
    }
    return some(parts.get(name));
  }

  private static byte[] some(byte[] picture) throws ApiException {
    if (picture.length == 0) {
      throw new ApiException(ApiProblem.BAD_PARAMETER, "There is no picture in the request.");
    }
    return picture;
  }

  @Override
  public ApiResponse refused(ApiRequest request, ApiException e) {
    int status = e.problem().plainStatus();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("type", "about:blank");
    body.put("title", e.code());
    body.put("status", status);
    body.put("detail", e.getMessage());
    ApiResponse response =
        new ApiResponse(status, Map.of("Content-Type", "application/problem+json"), body.toString())
            .with(AnswerHeaders.of(e, clock.instant()))
            .with(cors.headers(request));
    return status == 401 ? response.with("WWW-Authenticate", "Basic realm=\"Fanlens\"") : response;
  }
}
