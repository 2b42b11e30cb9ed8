package io.fanlens.functions.log;

import io.fanlens.aws.ServiceText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A stack trace with our own words only. The text of a service, of the SDK or of the JDK may quote
 * a picture's key, the name of a role or an account: of these the log has the kind of the
 * exception, and of a service its code and the request's id.
 */
final class LoggedStack {

  private static final String OWN = "io.fanlens.";

  private final StringBuilder text = new StringBuilder();
  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private LoggedStack() {}

  static String of(Throwable thrown) {
    LoggedStack stack = new LoggedStack();
    stack.add("", thrown);
    return stack.text.toString();
  }

  private void add(String title, Throwable thrown) {
    if (!seen.add(thrown)) {
      return;
    }
    text.append(title).append(thrown.getClass().getName()).append(words(thrown)).append('\n');
    for (StackTraceElement frame : thrown.getStackTrace()) {
      text.append("\tat ").append(frame).append('\n');
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      add("Suppressed: ", suppressed);
    }
    if (thrown.getCause() != null) {
      add("Caused by: ", thrown.getCause());
    }
  }

  private static String words(Throwable thrown) {
    if (thrown instanceof SdkException e) {
      return ": " + ServiceText.summary(e);
    }
    return thrown.getClass().getName().startsWith(OWN) && thrown.getMessage() != null
        ? ": " + thrown.getMessage()
        : "";
  }
}
