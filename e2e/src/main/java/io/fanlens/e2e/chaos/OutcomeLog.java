package io.fanlens.e2e.chaos;

import io.fanlens.local.lambda.LambdaEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the function's log says of an object goes into its history. */
final class OutcomeLog {

  /** The log names no key, but the beginning of its hash. */
  private static final Pattern PICTURE = Pattern.compile("\"picture\":\"([0-9a-f]+)\"");

  private OutcomeLog() {}

  static void note(LambdaEvent.ChildOutput output, Journal journal) {
    Matcher picture = PICTURE.matcher(output.line());
    if (picture.find()) {
      journal
          .keyOf(picture.group(1))
          .ifPresent(key -> journal.note(key, output.childId() + " says: " + output.line()));
    }
  }
}
