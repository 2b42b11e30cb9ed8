package io.fanlens.operations.plan;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers the SDK's requests from a map: by JSON target, else by method and path. */
final class CannedHttp implements SdkHttpClient {

  private final Map<String, String> answers = new HashMap<>();

  CannedHttp answer(String request, String json) {
    answers.put(request, json);
    return this;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest execute) {
    SdkHttpRequest request = execute.httpRequest();
    String key =
        request
            .firstMatchingHeader("X-Amz-Target")
            .orElseGet(() -> request.method() + " " + request.encodedPath().replaceAll("/$", ""));
    String json = answers.get(key);
    byte[] body = (json == null ? "{}" : json).getBytes(StandardCharsets.UTF_8);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpResponse.builder()
                    .statusCode(json == null ? 404 : 200)
                    .putHeader("Content-Length", String.valueOf(body.length))
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
            .build();
      }

      @Override
      public void abort() {}
    };
  }

  @Override
  public void close() {}
}
