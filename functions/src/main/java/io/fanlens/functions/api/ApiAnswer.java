package io.fanlens.functions.api;

import io.fanlens.access.Standing;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.SentPicture;

/**
 * An answer with what is said about it in headers.
 *
 * @param json Rekognition's answer
 * @param region that gave it
 */
record ApiAnswer(String json, String region, SentPicture sent, Standing standing) {

  /** Such as {@code JPEG 1024x768 184320}, with what the picture was before it was converted. */
  String sentAs() {
    String as =
        "%s %dx%d %d".formatted(sent.format(), sent.width(), sent.height(), sent.byteCount());
    return sent instanceof PreparedPicture prepared && prepared.convertedFrom().isPresent()
        ? as + " from " + prepared.convertedFrom().get()
        : as;
  }
}
