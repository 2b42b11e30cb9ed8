package io.fanlens.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What holds whatever the bytes are: a value or a refusal, no other exception, bounded time and
 * bounded memory on the Java heap. Time is CPU of the thread, so that a busy machine changes
 * nothing; what hangs without using the processor is ended by the fuzzer's own limit.
 */
final class FuzzContract {

  private static final Duration MOST_CPU = Duration.ofSeconds(5);
  private static final long MOST_ALLOCATED = 512_000_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @FunctionalInterface
  interface Use {
    void of(byte[] picture) throws Exception;
  }

  private FuzzContract() {}

  /** Runs on the caller's thread; a refusal is left to the use. */
  static void check(byte[] picture, Use use) throws Exception {
    long cpu = THREADS.getCurrentThreadCpuTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    use.of(picture);
    long cpuTaken = THREADS.getCurrentThreadCpuTime() - cpu;
    long bytesTaken = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    assertTrue(
        cpuTaken < MOST_CPU.toNanos(), () -> "took %d ms of CPU".formatted(cpuTaken / 1_000_000));
    assertTrue(bytesTaken < MOST_ALLOCATED, () -> "took %d bytes of heap".formatted(bytesTaken));
  }
}
