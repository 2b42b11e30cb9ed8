package io.fanlens.picture.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Bounds of time as CPU of the process, native code and all, so that a busy machine changes
 * nothing.
 */
public final class CpuTime {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** What is bounded. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  private CpuTime() {}

  public static <T, E extends Exception> T atMost(Duration most, Work<T, E> work) throws E {
    long before = SYSTEM.getProcessCpuTime();
    T result = work.run();
    long taken = SYSTEM.getProcessCpuTime() - before;
    assertTrue(taken < most.toNanos(), () -> "took %d ms".formatted(taken / 1_000_000));
    return result;
  }
}
