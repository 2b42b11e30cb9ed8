package io.fanlens.functions.api.request;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a form (multipart/form-data), by their names. */
public final class FormParts {

  private static final Pattern BOUNDARY =
      Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))");
  private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"?([A-Za-z]{1,40})\"?");
  private static final int MOST_PARTS = 10;
  private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private FormParts() {}

  public static boolean isForm(String contentType) {
    return contentType.startsWith("multipart/form-data");
  }

  /**
   * Reads a body.
   *
   * @throws ApiException when it is cut off or no form
   */
  public static Map<String, byte[]> read(String contentType, byte[] body) throws ApiException {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw bad();
    }
    String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    byte[] first = ("--" + text).getBytes(StandardCharsets.ISO_8859_1);
    byte[] next = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
    Map<String, byte[]> parts = new HashMap<>();
    int at = indexOf(body, first, 0);
    if (at < 0) {
      throw bad();
    }
    at += first.length;
    while (!startsWith(body, at, "--")) {
      int headersEnd = indexOf(body, END_OF_HEADERS, at);
      int end = indexOf(body, next, at);
      if (headersEnd < 0
          || end < headersEnd + END_OF_HEADERS.length
          || parts.size() == MOST_PARTS) {
        throw bad();
      }
      String headers = new String(body, at, headersEnd - at, StandardCharsets.ISO_8859_1);
      Matcher name = NAME.matcher(headers);
      if (!name.find()) {
        throw bad();
      }
      byte[] file = Arrays.copyOfRange(body, headersEnd + END_OF_HEADERS.length, end);
      if (parts.put(name.group(1), file) != null) {
        throw bad();
      }
      at = end + next.length;
    }
    return parts;
  }

  private static boolean startsWith(byte[] body, int at, String text) {
    return at + text.length() <= body.length
        && new String(body, at, text.length(), StandardCharsets.ISO_8859_1).equals(text);
  }

  private static int indexOf(byte[] body, byte[] wanted, int from) {
    int last = body.length - wanted.length;
    for (int i = from; i <= last; i++) {
      if (body[i] == wanted[0]
          && Arrays.equals(body, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private static ApiException bad() {
    return new ApiException(
        ApiProblem.UNREADABLE, "The form is cut off, or it is no multipart/form-data.");
  }
}
