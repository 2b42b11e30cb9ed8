package io.fanlens.bench.chaos;

import io.fanlens.local.lambda.LambdaEvent;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the function's log says of an object goes into its history. */
final class Outcomes {

  private static final Pattern KEY = Pattern.compile("chaos/[0-9]{5}\\.(jpg|png)");

  private Outcomes() {}

  static void note(LambdaEvent.ChildOutput output, Journal journal) {
    Matcher matcher = KEY.matcher(output.line());
    if (matcher.find()) {
      journal.note(matcher.group(), output.childId() + " says: " + output.line());
    }
  }
}
