package io.fanlens.settings;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** How a picture's calls are spread over the targets. */
public enum QuotaChoice {
  /** A start time is reserved in the quota table before each call. */
  RESERVE,
  /** A target is drawn by weight and called; a throttled call goes to another one. */
  DRAW;

  /** As it is written in the configuration: {@code reserve}. */
  @JsonValue
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static QuotaChoice of(String id) {
    return Arrays.stream(values())
        .filter(choice -> choice.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "choice is '%s'; choose reserve or draw".formatted(id)));
  }
}
