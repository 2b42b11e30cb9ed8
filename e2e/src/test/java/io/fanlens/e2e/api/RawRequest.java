package io.fanlens.e2e.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/**
 * What no HTTP client would send, byte by byte over a socket.
 *
 * @param status of the answer
 * @param head of the answer, with its headers
 * @param body of the answer
 */
record RawRequest(int status, String head, String body) {

  private static final String END_OF_HEAD = "\r\n\r\n";

  /** Sends what there is and ends, whatever it has announced; reads until the server ends. */
  static RawRequest sent(URI server, String head, String body) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write((head + END_OF_HEAD + body).getBytes(UTF_8));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      int end = answer.indexOf(END_OF_HEAD);
      if (!answer.startsWith("HTTP/1.1 ") || end < 0) {
        throw new AssertionError("no answer: '%s'".formatted(answer));
      }
      return new RawRequest(
          Integer.parseInt(answer.substring(9, 12)),
          answer.substring(0, end),
          answer.substring(end + END_OF_HEAD.length()));
    }
  }
}
