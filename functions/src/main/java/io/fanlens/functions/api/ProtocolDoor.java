package io.fanlens.functions.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.Counted;
import io.fanlens.functions.api.request.ApiBody;
import io.fanlens.functions.api.request.ApiCall;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiProblem;
import io.fanlens.functions.api.request.ApiRequest;
import io.fanlens.functions.api.request.RequestReader;
import io.fanlens.settings.Operation;
import java.time.InstantSource;
import java.util.Map;

/**
 * Rekognition's own protocol: JSON 1.1, signed with Signature Version 4, with answers and errors
 * that every SDK reads with its own model.
 */
final class ProtocolDoor implements Door {

  private static final String JSON = "application/x-amz-json-1.1";
  private static final String TARGET = "RekognitionService.";

  private final Callers callers;
  private final ApiCore core;
  private final IdempotentCalls calls;
  private final RequestReader reader;
  private final InstantSource clock;

  ProtocolDoor(
      Callers callers,
      ApiCore core,
      IdempotentCalls calls,
      RequestReader reader,
      InstantSource clock) {
    this.callers = callers;
    this.core = core;
    this.calls = calls;
    this.reader = reader;
    this.clock = clock;
  }

  @Override
  public ApiResponse answer(ApiRequest request, CallTime time)
      throws ApiException, AccessUnavailableException, InterruptedException {
    if (!request.method().equals("POST") || !request.parameters().isEmpty()) {
      throw new ApiException(
          ApiProblem.UNKNOWN_OPERATION, "Requests are sent by POST, without a query.");
    }
    Counted caller = callers.signer(request);
    String target = request.header("x-amz-target");
    Operation operation =
        core.offered(target.startsWith(TARGET) ? target.substring(TARGET.length()) : "");
    ApiCall call = reader.call(operation, ApiBody.object(request.body()), request);
    ApiAnswer answer = calls.answer(caller, request, call, time);
    return new ApiResponse(200, Map.of("Content-Type", JSON), answer.json())
        .with(AnswerHeaders.of(answer, clock.instant()))
        .with("x-amzn-RequestId", request.id());
  }

  @Override
  public ApiResponse refused(ApiRequest request, ApiException e) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("__type", e.code());
    body.put("message", e.getMessage());
    return new ApiResponse(
            e.problem().protocolStatus(), Map.of("Content-Type", JSON), body.toString())
        .with(AnswerHeaders.of(e, clock.instant()))
        .with("x-amzn-ErrorType", e.code())
        .with("x-amzn-RequestId", request.id());
  }
}
