package io.fanlens.e2e;

import io.fanlens.settings.Timings;
import java.nio.file.Path;
import java.util.Map;

/**
 * The function's time-outs and the queue's visibility time-out, in the settings and in the
 * template.
 */
public record FunctionTimes(Timings timings, int visibilitySeconds) {

  /** Nothing expires, however slow the machine is. */
  public static final FunctionTimes PATIENT =
      new FunctionTimes(new Timings(240, 60, 60, 60, 60, 0), 420);

  /**
   * A function that is cut off after 30 s, whose messages come back 34 s after they were received:
   * for tests of what a killed process leaves. Each part has as much time as a slow machine needs.
   */
  public static final FunctionTimes EXPIRING =
      new FunctionTimes(new Timings(30, 7, 3, 8, 12, 0), 34);

  public FunctionTimes {
    if (visibilitySeconds < timings.functionSeconds()) {
      throw new IllegalArgumentException(
          "visibilitySeconds is %d; a message must be hidden for the function's %d s at least"
              .formatted(visibilitySeconds, timings.functionSeconds()));
    }
  }

  /** The patient times, but for a call: where a test waits for one to be given up. */
  public static FunctionTimes withCallSeconds(int seconds) {
    return new FunctionTimes(new Timings(240, 60, 60, seconds, 60, 0), PATIENT.visibilitySeconds);
  }

  Path in(Path template, Path directory) {
    return Templates.changed(
        directory,
        template,
        "\"Timeout\" : 60",
        "\"Timeout\" : " + timings.functionSeconds(),
        "\"VisibilityTimeout\" : 90",
        "\"VisibilityTimeout\" : " + visibilitySeconds);
  }

  /** As overrides of the function's settings, by dotted path. */
  Map<String, Object> settings() {
    return Map.of(
        "timings.functionSeconds", timings.functionSeconds(),
        "timings.fetchSeconds", timings.fetchSeconds(),
        "timings.prepareSeconds", timings.prepareSeconds(),
        "timings.callSeconds", timings.callSeconds(),
        "timings.storeSeconds", timings.storeSeconds(),
        "timings.requeueSeconds", timings.requeueSeconds());
  }
}
