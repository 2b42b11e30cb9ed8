package io.fanlens.local.rekognition;

import java.nio.charset.StandardCharsets;

/**
 * An error of something before the service, such as a load balancer: without a code, and not in the
 * service's format. The shapes take turns: a page, nothing at all, and a body that is cut off.
 */
final class ForeignAnswer extends Exception {

  private static final int[] STATUSES = {502, 503, 504};
  private static final String PAGE =
      "<html><head><title>Bad Gateway</title></head><body>Please try again.</body></html>";

  private final int number;

  /**
   * @param number chooses the status and the shape
   */
  ForeignAnswer(int number) {
    super("not the service's own", null, false, false);
    this.number = Math.floorMod(number, STATUSES.length * STATUSES.length);
  }

  int status() {
    return STATUSES[number % STATUSES.length];
  }

  /** For the log of calls. */
  String outcome() {
    return "HTTP_" + status();
  }

  byte[] body() {
    return switch (number / STATUSES.length) {
      case 0 -> PAGE.getBytes(StandardCharsets.UTF_8);
      case 1 -> new byte[0];
      default -> "{\"__type\":\"Serv".getBytes(StandardCharsets.UTF_8);
    };
  }

  /** As the header says it; more than there is where the body is cut off. */
  int saidLength() {
    return body().length + (isCutOff() ? 100 : 0);
  }

  boolean isCutOff() {
    return number / STATUSES.length == 2;
  }

  String contentType() {
    return isCutOff() ? "application/x-amz-json-1.1" : "text/html";
  }
}
