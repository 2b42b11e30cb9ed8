package io.fanlens.operations.results;

import io.fanlens.operations.command.Terminal;
import io.fanlens.operations.command.UserError;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A start time as users write it: {@code 90m}, {@code 2h}, {@code 7d}, a UTC date or time. */
final class Since {

  private static final Pattern AGO = Pattern.compile("(\\d{1,6})([mhd])");

  private Since() {}

  static Instant parse(String text, Instant now) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      long count = Long.parseLong(ago.group(1));
      return now.minus(
          switch (ago.group(2)) {
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
          });
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw UserError.badArgument(
          "--since is '%s'; give 90m, 2h, 7d, 2026-01-31 or 2026-01-31T12:00:00Z"
              .formatted(Terminal.printable(text)));
    }
  }
}
