package io.fanlens.picture.vips;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Asks the C library to hold less memory. Its allocator gives each thread a heap of its own, and
 * keeps in each what a picture left behind: ten pictures of 50 Mpx took 880 MB with many heaps and
 * 700 MB with one.
 */
@SuppressWarnings("restricted") // --enable-native-access is given to whatever runs this
final class NativeMemory {

  /** M_ARENA_MAX of malloc.h, in the GNU C library only. */
  private static final int ARENA_MAX = -8;

  private NativeMemory() {}

  /** Does nothing where the C library knows no such setting. */
  static void keepInOneHeap() {
    call("mallopt", ARENA_MAX, 1);
  }

  /** Gives freed memory back to the system. */
  static void trim() {
    call("malloc_trim", 0L);
  }

  private static void call(String name, Object... arguments) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find(name);
    if (function.isEmpty()) {
      return;
    }
    MemoryLayout[] types = new MemoryLayout[arguments.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = arguments[i] instanceof Long ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_INT;
    }
    MethodHandle handle =
        linker.downcallHandle(function.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, types));
    try {
      handle.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("calling %s failed".formatted(name), e);
    }
  }
}
