package io.fanlens.picture.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fanlens.picture.BadPictureException;
import java.io.IOException;
import java.time.Duration;

/**
 * What holds whatever the bytes are: a value or a refusal, no other exception, bounded CPU time,
 * and no more heap than the process has.
 */
public final class FuzzContract {

  private static final Duration MOST_CPU = Duration.ofSeconds(5);

  @FunctionalInterface
  public interface Use {
    void of(byte[] picture) throws Exception;
  }

  private FuzzContract() {}

  public static void check(byte[] picture, Use use) throws Exception {
    CpuTime.atMost(MOST_CPU, () -> answered(picture, use));
  }

  private static boolean answered(byte[] picture, Use use) throws Exception {
    try {
      use.of(picture);
    } catch (BadPictureException e) {
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
      assertFalse(e.getMessage().contains("needs more memory"), e.getMessage());
    } catch (IOException e) {
      // a refusal, where there is no sentence yet
    }
    return true;
  }
}
