package io.fanlens.functions.api;

import io.fanlens.access.Sha256;
import io.fanlens.functions.api.request.ApiCall;
import io.fanlens.functions.api.request.RequestPicture;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Tells whether two requests ask for the same: operation, parameters and pictures, or the names of
 * objects. It is not of the body as it was sent: a form has another boundary each time.
 */
final class CallHash {

  private CallHash() {}

  static String of(ApiCall call) {
    MessageDigest hash = Sha256.digest();
    // Each part has the same length, so none can be taken for another.
    add(hash, text(call.operation().operation().apiName()));
    add(hash, text(AnswerJson.of(call.operation().request())));
    picture(hash, call.picture());
    call.source().ifPresent(source -> picture(hash, source));
    return HexFormat.of().formatHex(hash.digest());
  }

  private static void picture(MessageDigest hash, RequestPicture picture) {
    switch (picture) {
      case RequestPicture.Sent sent -> {
        add(hash, text("sent"));
        add(hash, sent.bytes());
      }
      case RequestPicture.Stored stored -> {
        add(hash, text("stored"));
        add(hash, text(stored.key()));
      }
    }
  }

  private static void add(MessageDigest hash, byte[] part) {
    hash.update(Sha256.of(part));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
