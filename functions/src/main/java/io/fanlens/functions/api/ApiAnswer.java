package io.fanlens.functions.api;

import io.fanlens.access.Standing;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;
import java.util.Optional;

/**
 * An answer with what is said about it in headers.
 *
 * @param json Rekognition's answer
 * @param region that gave it
 * @param sentAs what was sent, as {@link #sentAs(SentPicture)} says it
 * @param standing against the limits; a repeated answer is not counted and has none
 * @param repeat what a repeat of the call gets; empty where the client asked for none
 */
record ApiAnswer(
    String json,
    String region,
    String sentAs,
    Optional<Standing> standing,
    Optional<Repeat> repeat) {

  /** What became of an answer under an idempotency key. */
  enum Repeat {
    /** A repeat gets this answer. */
    KEPT,
    /** This is an answer from before. */
    REPEATED,
    /** It could not be kept: a repeat is a call of its own. */
    NOT_KEPT
  }

  ApiAnswer with(Repeat known) {
    return new ApiAnswer(json, region, sentAs, standing, Optional.of(known));
  }

  /** Such as {@code JPEG 1024x768 184320}, with what the picture was before it was converted. */
  static String sentAs(SentPicture sent) {
    String as =
        "%s %dx%d %d".formatted(sent.format(), sent.width(), sent.height(), sent.byteCount());
    return sent instanceof PreparedPicture prepared && prepared.convertedFrom().isPresent()
        ? as + " from " + prepared.convertedFrom().get()
        : as;
  }
}
