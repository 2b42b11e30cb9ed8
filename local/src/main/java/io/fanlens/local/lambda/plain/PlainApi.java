package io.fanlens.local.lambda.plain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** Lambda's Runtime API (2018-06-01), as a runtime calls it. */
final class PlainApi {

  private final String base;

  /**
   * A client.
   *
   * @param address host and port
   */
  PlainApi(String address) {
    this.base = "http://" + address + "/2018-06-01/runtime/";
  }

  /** Waits for an invocation, for as long as there is none. */
  PlainInvocation next() throws IOException {
    HttpURLConnection call = open("invocation/next");
    try (InputStream event = call.getInputStream()) {
      return new PlainInvocation(
          call.getHeaderField("Lambda-Runtime-Aws-Request-Id"),
          Long.parseLong(call.getHeaderField("Lambda-Runtime-Deadline-Ms")),
          call.getHeaderField("Lambda-Runtime-Invoked-Function-Arn"),
          call.getHeaderField("Lambda-Runtime-Trace-Id"),
          event.readAllBytes());
    }
  }

  void answer(PlainInvocation invocation, byte[] answer) throws IOException {
    post("invocation/" + invocation.requestId() + "/response", answer);
  }

  void failed(PlainInvocation invocation, Throwable failure) throws IOException {
    post("invocation/" + invocation.requestId() + "/error", error(failure));
  }

  void initFailed(Throwable failure) throws IOException {
    post("init/error", error(failure));
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create(base + path).toURL().openConnection();
  }

  /** A refusal needs nothing done: the invocation is over, or this process soon is. */
  private void post(String path, byte[] body) throws IOException {
    HttpURLConnection call = open(path);
    call.setDoOutput(true);
    call.setRequestProperty("Content-Type", "application/json");
    call.setFixedLengthStreamingMode(body.length);
    try (OutputStream out = call.getOutputStream()) {
      out.write(body);
    }
    boolean accepted = call.getResponseCode() < 400;
    try (InputStream read = accepted ? call.getInputStream() : call.getErrorStream()) {
      read.readAllBytes(); // so that the connection can be used again
    }
  }

  private static byte[] error(Throwable failure) {
    StringBuilder json = new StringBuilder("{\"errorType\":");
    quote(failure.getClass().getName(), json);
    quote(String.valueOf(failure.getMessage()), json.append(",\"errorMessage\":"));
    json.append(",\"stackTrace\":[");
    String comma = "";
    for (StackTraceElement frame : failure.getStackTrace()) {
      quote(frame.toString(), json.append(comma));
      comma = ",";
    }
    return json.append("]}").toString().getBytes(UTF_8);
  }

  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
