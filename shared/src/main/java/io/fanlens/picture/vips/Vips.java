package io.fanlens.picture.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls libvips through the JDK's foreign function API. Everything that reaches native code goes
 * through {@link #call}; the types of a call's arguments are those of the values given.
 */
@SuppressWarnings("restricted") // --enable-native-access is given to whatever runs this
public final class Vips {

  /** Loaders that may read an upload: whatever else the library knows stays shut. */
  private static final List<String> LOADERS =
      List.of("Jpeg", "Png", "Nsgif", "Tiff", "Webp", "Heif");

  private static final Logger LOG = LoggerFactory.getLogger(Vips.class);

  private static final int MOST_ERROR_CHARS = 200;

  private record Signature(String name, int fixed, MemoryLayout result, List<MemoryLayout> types) {}

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup library;
  private final Map<Signature, MethodHandle> handles = new ConcurrentHashMap<>();

  private Vips(SymbolLookup library) {
    this.library = library;
  }

  /**
   * Loads and starts the library for as long as the process lives.
   *
   * @throws IllegalArgumentException when the file is no library that this process can load
   * @throws IllegalStateException when it is another library, or does not start
   */
  public static Vips open(Path file) {
    Vips vips = new Vips(SymbolLookup.libraryLookup(file, Arena.global()));
    NativeMemory.keepInOneHeap();
    try (Arena arena = Arena.ofConfined()) {
      // Warnings of broken pictures come back as errors; they need no second way into the log.
      vips.number("g_setenv", arena.allocateFrom("VIPS_WARNING"), arena.allocateFrom("0"), 1);
      if (vips.number("vips_init", arena.allocateFrom("fanlens")) != 0) {
        throw new IllegalStateException("libvips does not start: " + vips.takeError());
      }
      vips.nothing("vips_cache_set_max", 0); // no picture comes twice
      vips.nothing("vips_concurrency_set", 1); // pictures run side by side, not parts of one
      vips.nothing("vips_block_untrusted_set", 1);
      vips.nothing("vips_operation_block_set", arena.allocateFrom("VipsForeignLoad"), 1);
      for (String loader : LOADERS) {
        vips.nothing("vips_operation_block_set", arena.allocateFrom("VipsForeignLoad" + loader), 0);
      }
    }
    return vips;
  }

  /** A function that answers an int. */
  public int number(String name, Object... arguments) {
    return (int) call(name, arguments.length, ValueLayout.JAVA_INT, arguments);
  }

  public MemorySegment pointer(String name, Object... arguments) {
    return (MemorySegment) call(name, arguments.length, ValueLayout.ADDRESS, arguments);
  }

  public void nothing(String name, Object... arguments) {
    call(name, arguments.length, null, arguments);
  }

  /** The pointer that a variadic function answers; the list's closing NULL is added here. */
  public MemorySegment variadicPointer(String name, int fixed, Object... arguments) {
    return (MemorySegment) call(name, fixed, ValueLayout.ADDRESS, closed(arguments));
  }

  /** Runs an operation: {@code int vips_name(fixed..., name, value, ..., NULL)}. */
  public void operation(String name, int fixed, Object... arguments) throws VipsException {
    if ((int) call(name, fixed, ValueLayout.JAVA_INT, closed(arguments)) != 0) {
      throw failure();
    }
  }

  /** Copies what a pointer points at. */
  public byte[] bytes(MemorySegment pointer, long length) {
    return pointer.reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
  }

  /** After a call that failed: empties the library's text, which is for the log at most. */
  VipsException failure() {
    String text = takeError();
    LOG.debug("libvips, of one of the pictures that are converted now: {}", text);
    return new VipsException();
  }

  /** What went wrong last. One text for all threads, so it may speak of another picture. */
  private String takeError() {
    MemorySegment copy = pointer("vips_error_buffer_copy"); // and clears it
    try {
      String text = copy.reinterpret(Long.MAX_VALUE).getString(0);
      String line = text.lines().findFirst().orElse("it cannot be read").strip();
      return line.substring(0, Math.min(line.length(), MOST_ERROR_CHARS));
    } finally {
      nothing("g_free", copy);
    }
  }

  private static Object[] closed(Object[] arguments) {
    Object[] closed = Arrays.copyOf(arguments, arguments.length + 1);
    closed[arguments.length] = MemorySegment.NULL;
    return closed;
  }

  private Object call(String name, int fixed, MemoryLayout result, Object... arguments) {
    List<MemoryLayout> types = Arrays.stream(arguments).map(Vips::layout).toList();
    MethodHandle handle =
        handles.computeIfAbsent(new Signature(name, fixed, result, types), this::link);
    try {
      return (Object) handle.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("calling %s failed".formatted(name), e);
    }
  }

  private MethodHandle link(Signature signature) {
    MemorySegment function =
        library
            .find(signature.name())
            .orElseThrow(() -> new IllegalStateException("the library has no " + signature.name()));
    MemoryLayout[] types = signature.types().toArray(MemoryLayout[]::new);
    FunctionDescriptor descriptor =
        signature.result() == null
            ? FunctionDescriptor.ofVoid(types)
            : FunctionDescriptor.of(signature.result(), types);
    MethodHandle handle =
        signature.fixed() < types.length
            ? linker.downcallHandle(
                function, descriptor, Linker.Option.firstVariadicArg(signature.fixed()))
            : linker.downcallHandle(function, descriptor);
    return spread(handle);
  }

  /**
   * Takes its arguments as an array: made once here, not at each call as invokeWithArguments would.
   */
  private static MethodHandle spread(MethodHandle handle) {
    return handle
        .asSpreader(Object[].class, handle.type().parameterCount())
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  private static MemoryLayout layout(Object argument) {
    return switch (argument) {
      case MemorySegment _ -> ValueLayout.ADDRESS;
      case Integer _ -> ValueLayout.JAVA_INT;
      case Long _ -> ValueLayout.JAVA_LONG;
      case Double _ -> ValueLayout.JAVA_DOUBLE;
      default -> throw new IllegalArgumentException("no C type for " + argument.getClass());
    };
  }
}
