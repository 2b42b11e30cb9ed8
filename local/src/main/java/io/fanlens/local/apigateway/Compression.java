package io.fanlens.local.apigateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The compression of an API's answers, for clients that accept gzip. */
record Compression(Optional<Integer> minimumBytes) {

  GatewayAnswer of(GatewayAnswer answer, String acceptEncoding) {
    if (minimumBytes.isEmpty()
        || answer.body().remaining() < minimumBytes.get()
        || !acceptEncoding.toLowerCase(Locale.ROOT).contains("gzip")
        || answer.headers().stream()
            .anyMatch(header -> header.getKey().equalsIgnoreCase("content-encoding"))) {
      return answer;
    }
    List<Map.Entry<String, String>> headers = new ArrayList<>(answer.headers());
    headers.add(Map.entry("Content-Encoding", "gzip"));
    return new GatewayAnswer(answer.status(), headers, zipped(answer.body()));
  }

  private static ByteBuffer zipped(ByteBuffer body) {
    byte[] plain = new byte[body.remaining()];
    body.get(plain);
    ByteArrayOutputStream small = new ByteArrayOutputStream();
    try (OutputStream zip = new GZIPOutputStream(small)) {
      zip.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteBuffer.wrap(small.toByteArray());
  }
}
