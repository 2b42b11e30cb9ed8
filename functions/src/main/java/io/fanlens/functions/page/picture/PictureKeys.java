package io.fanlens.functions.page.picture;

import io.fanlens.functions.page.request.PageUser;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * Makes the keys of uploads: {@code web/SUB/ORDER-RANDOM/NAME}. The order falls with time, so that
 * S3's listing has the newest first; no two keys are alike, and none can be guessed.
 */
public final class PictureKeys {

  private static final int LONGEST_NAME = 120;
  private static final int RADIX = 32;

  /** Eleven digits, until the year 3000 and far beyond. */
  private static final long LAST = (1L << 55) - 1;

  private static final int ORDER_DIGITS = 11;
  private static final int RANDOM_DIGITS = 12;

  private final InstantSource clock;
  private final RandomGenerator random;

  /**
   * Creates the maker.
   *
   * @param random secure, since a key is all that a form is bound to
   */
  public PictureKeys(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public String next(PageUser user, String fileName) {
    String order = Long.toString(LAST - clock.millis(), RADIX);
    StringBuilder key = new StringBuilder(user.prefix());
    key.append("0".repeat(ORDER_DIGITS - order.length())).append(order).append('-');
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      key.append(Character.forDigit(random.nextInt(RADIX), RADIX));
    }
    return key.append('/').append(name(fileName)).toString();
  }

  /** What a picture is called: the last part of its key. */
  static String nameOf(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** As it was called, without what would be a folder, a control character or half a character. */
  private static String name(String fileName) {
    StringBuilder name = new StringBuilder();
    fileName
        .codePoints()
        .limit(LONGEST_NAME)
        .forEach(
            each -> {
              if (each == '/' || each == '\\') {
                name.append('-');
              } else if (!Character.isISOControl(each)
                  && Character.getType(each) != Character.SURROGATE) {
                name.appendCodePoint(each);
              }
            });
    String clean = name.toString().strip();
    return clean.isEmpty() || clean.equals(".") || clean.equals("..") ? "picture" : clean;
  }
}
