package io.fanlens.e2e.chaos;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process, with the whole cloud in it, holds after a garbage collection. */
record Vitals(long heapMb, int threads, long handles) {

  /** A few more are chance; a leak of one a fault would be hundreds. */
  private static final int MORE_THREADS = 40;

  private static final int MORE_HANDLES = 150;

  /** Pictures, messages and the logs of both stay in memory. */
  private static final int MORE_MB = 120;

  static Vitals now() {
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long handles =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getOpenFileDescriptorCount()
            : 0;
    return new Vitals(used >> 20, ManagementFactory.getThreadMXBean().getThreadCount(), handles);
  }

  boolean isFlatAfter(Vitals first) {
    return heapMb - first.heapMb <= MORE_MB
        && threads - first.threads <= MORE_THREADS
        && handles - first.handles <= MORE_HANDLES;
  }

  @Override
  public String toString() {
    return "%d MB of heap, %d threads, %d handles".formatted(heapMb, threads, handles);
  }
}
