package io.fanlens.local.command;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.slf4j.LoggerFactory;

/**
 * TensorFlow Lite logs a line to the terminal, over a progress bar; this raises its log level to
 * warnings. It has no environment variable for that, only this function of its logger.
 */
public final class NativeLog {

  private static final String SET_MINIMUM =
      "_ZN6tflite16logging_internal13MinimalLogger21SetMinimumLogSeverityENS_11LogSeverityE";

  private static final int WARNING = 2;

  private NativeLog() {}

  /** Runs in the background, because loading the library takes a moment. */
  public static void quietSoon() {
    Thread.ofPlatform().daemon().name("quiet-native-log").start(NativeLog::quiet);
  }

  @SuppressWarnings("restricted") // --enable-native-access is given for the detector anyway
  private static void quiet() {
    try {
      String library = Loader.load(org.bytedeco.tensorflowlite.global.tensorflowlite.class);
      Optional<MemorySegment> set =
          SymbolLookup.libraryLookup(library, Arena.global()).find(SET_MINIMUM);
      if (set.isPresent()) {
        var severity = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
        int unused =
            (int) Linker.nativeLinker().downcallHandle(set.get(), severity).invokeExact(WARNING);
      }
    } catch (Throwable e) { // an extra line on the terminal is no reason to stop
      LoggerFactory.getLogger(NativeLog.class).info("the native log level was not changed", e);
    }
  }
}
