package io.fanlens.bench.pictures;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * CPU time of this process with all its threads, native ones too, in ns: the same clock that
 * Python's {@code time.process_time} reads. The JDK's own figure moves in steps of 10 ms.
 */
@SuppressWarnings("restricted") // --enable-native-access is given to whatever runs this
final class CpuClock {

  private static final int LINUX = 2;
  private static final int DARWIN = 12;

  private final MethodHandle clockGettime;
  private final int clock;

  CpuClock() {
    Linker linker = Linker.nativeLinker();
    clockGettime =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("clock_gettime"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
    clock = System.getProperty("os.name").startsWith("Mac") ? DARWIN : LINUX;
  }

  long nanos() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
      if ((int) clockGettime.invoke(clock, time) != 0) {
        throw new IllegalStateException("this system has no clock of a process's CPU time");
      }
      return time.getAtIndex(ValueLayout.JAVA_LONG, 0) * 1_000_000_000
          + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("the CPU clock cannot be read", e);
    }
  }
}
