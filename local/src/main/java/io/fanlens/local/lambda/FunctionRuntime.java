package io.fanlens.local.lambda;

import java.util.Locale;

/** What a function's processes run its zip under. */
public enum FunctionRuntime {
  /** Amazon's on Linux, the plain one elsewhere. */
  AUTO("the runtime that fits this machine"),

  /** Amazon's runtime interface client, as in AWS Lambda. Its native library is for Linux alone. */
  AMAZON("Amazon's runtime interface client"),

  /** A loop over the Runtime API in plain Java. It runs no hooks of a snapshot. */
  PLAIN("the plain runtime loop");

  /** A system property that takes the place of {@link #AUTO}: {@code auto}, {@code plain} ... */
  public static final String PROPERTY = "fanlens.runtime";

  private final String description;

  FunctionRuntime(String description) {
    this.description = description;
  }

  /** By the word that a command line has for it. */
  public static FunctionRuntime of(String word) {
    try {
      return valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "runtime is %s: give auto, amazon or plain".formatted(word), e);
    }
  }

  /** AMAZON or PLAIN. */
  public FunctionRuntime onThisMachine() {
    return this == AUTO
        ? of(System.getProperty(PROPERTY, "auto")).on(System.getProperty("os.name"))
        : on(System.getProperty("os.name"));
  }

  /**
   * AMAZON or PLAIN.
   *
   * @throws UnsupportedOperationException when Amazon's is asked for where it does not load
   */
  FunctionRuntime on(String osName) {
    boolean linux = osName.toLowerCase(Locale.ROOT).contains("linux");
    return switch (this) {
      case AUTO -> linux ? AMAZON : PLAIN;
      case PLAIN -> PLAIN;
      case AMAZON -> {
        if (!linux) {
          throw new UnsupportedOperationException(
              "Amazon's runtime interface client is for Linux only and this is %s; use the plain runtime"
                  .formatted(osName));
        }
        yield AMAZON;
      }
    };
  }

  /** In words, to follow "runs under". */
  public String description() {
    return description;
  }
}
