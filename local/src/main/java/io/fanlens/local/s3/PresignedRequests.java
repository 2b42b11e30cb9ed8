package io.fanlens.local.s3;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Refuses presigned requests whose time is over; no signature is checked here. */
final class PresignedRequests extends Handler.Abstract {

  private static final Pattern DATE = Pattern.compile("(?:^|&)X-Amz-Date=([0-9TZ]+)");
  private static final Pattern LIFE = Pattern.compile("(?:^|&)X-Amz-Expires=([0-9]{1,7})(?:&|$)");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final InstantSource clock;

  PresignedRequests(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String query = request.getHttpURI().getQuery();
    if (query == null) {
      return false;
    }
    Matcher date = DATE.matcher(query);
    Matcher life = LIFE.matcher(query);
    if (!date.find() || !life.find()) {
      return false;
    }
    try {
      Instant end =
          TIME.parse(date.group(1), Instant::from)
              .plus(Duration.ofSeconds(Long.parseLong(life.group(1))));
      if (clock.instant().isBefore(end)) {
        return false;
      }
      throw new S3Error(403, "AccessDenied", "Request has expired");
    } catch (DateTimeException e) {
      S3Error.invalidArgument("X-Amz-Date must be formatted via ISO8601 Long format")
          .answer(request, response, callback);
    } catch (S3Error over) {
      over.answer(request, response, callback);
    }
    return true;
  }
}
