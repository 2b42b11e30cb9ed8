package io.fanlens.e2e.chaos;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message in the dead-letter queue, with what the function says of it. */
record DeadLetterRecord(String body, String errorCode, String reason) {

  private static final Pattern KEY = Pattern.compile("\"key\":\"([^\"]*)\"");

  /** Of the object it is about; empty when it is about none. */
  String key() {
    Matcher matcher = KEY.matcher(body);
    return matcher.find() ? URLDecoder.decode(matcher.group(1), StandardCharsets.UTF_8) : "";
  }
}
