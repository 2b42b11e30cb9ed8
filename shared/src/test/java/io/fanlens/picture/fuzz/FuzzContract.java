package io.fanlens.picture.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import io.fanlens.picture.BadPictureException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What holds whatever the bytes are: a value or a refusal, no other exception, bounded time, and no
 * more heap than the process has. Time is CPU of the process, native code and all, so that a busy
 * machine changes nothing.
 */
public final class FuzzContract {

  private static final Duration MOST_CPU = Duration.ofSeconds(5);

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @FunctionalInterface
  public interface Use {
    void of(byte[] picture) throws Exception;
  }

  private FuzzContract() {}

  public static void check(byte[] picture, Use use) throws Exception {
    long before = SYSTEM.getProcessCpuTime();
    try {
      use.of(picture);
    } catch (BadPictureException e) {
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
      assertFalse(e.getMessage().contains("needs more memory"), e.getMessage());
    } catch (IOException e) {
      // a refusal, where there is no sentence yet
    }
    long taken = SYSTEM.getProcessCpuTime() - before;
    assertTrue(taken < MOST_CPU.toNanos(), () -> "took %d ms".formatted(taken / 1_000_000));
  }
}
