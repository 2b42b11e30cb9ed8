package io.fanlens.picture.heif;

import java.io.IOException;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decodes HEVC, the pixels of a HEIC, with FFmpeg's libavcodec through the JDK's foreign function
 * API. No other decoder of that library is ever opened, and none of its file readers is there.
 */
@SuppressWarnings("restricted") // --enable-native-access is given to whatever runs this
final class Hevc {

  /** Its structs are those of this version; of a frame and a packet only their first fields. */
  private static final int MAJOR = 61;

  private static final long PACKET_DATA = 24;
  private static final long FRAME_STRIDES = 64;
  private static final long FRAME_WIDTH = 104;
  private static final long FRAME_HEIGHT = 108;
  private static final long FRAME_FORMAT = 116;

  private static final int QUIET = -8;

  /** The loader finds the later ones' needs among the earlier ones. */
  private static final String[] LIBRARIES = {"libdrm", "libavutil", "libswresample", "libavcodec"};

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup library;
  private final Map<String, MethodHandle> handles = new ConcurrentHashMap<>();

  private Hevc(SymbolLookup library) {
    this.library = library;
  }

  /**
   * Loads the libraries for as long as the process lives.
   *
   * @throws IllegalArgumentException when this process cannot load them
   * @throws IllegalStateException when they are of another version, or without the decoder
   */
  static Hevc open(Path folder) {
    SymbolLookup all = name -> Optional.empty();
    for (String name : LIBRARIES) {
      Optional<Path> file = HeicLibrary.inFolder(folder, name);
      if (file.isPresent()) {
        SymbolLookup one = SymbolLookup.libraryLookup(file.get(), Arena.global());
        all = one.or(all);
      }
    }
    Hevc hevc = new Hevc(all);
    int version = hevc.number("avcodec_version") >> 16;
    if (version != MAJOR) {
      throw new IllegalStateException(
          "libavcodec is of version %d, and only %d is known here".formatted(version, MAJOR));
    }
    hevc.nothing("av_log_set_level", QUIET);
    try (Arena arena = Arena.ofConfined()) {
      hevc.codec(arena);
    }
    return hevc;
  }

  /** Looks at a decoded picture, whose memory is gone afterwards. */
  @FunctionalInterface
  interface Decoded {
    void take(YuvPicture picture) throws IOException;
  }

  /** One decoder, for the tiles of one picture. */
  final class Decoder implements AutoCloseable {

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment context;
    private final MemorySegment packet;
    private final MemorySegment frame;

    /**
     * @param maxPixels the most a tile may have, so that a stream cannot claim more memory
     */
    Decoder(long maxPixels) throws IOException {
      MemorySegment codec = codec(arena);
      context = pointer("avcodec_alloc_context3", codec);
      packet = pointer("av_packet_alloc");
      frame = pointer("av_frame_alloc");
      option("threads", 1); // pictures run side by side, not parts of one
      option("max_pixels", maxPixels);
      text("err_detect", "explode");
      if (number("avcodec_open2", context, codec, MemorySegment.NULL) != 0) {
        close();
        throw new IOException("the decoder does not start");
      }
    }

    void decode(byte[] stream, Decoded decoded) throws IOException {
      if (number("av_new_packet", packet, stream.length) != 0) {
        throw new IOException("there is no memory for it");
      }
      MemorySegment.copy(
          stream,
          0,
          packet
              .reinterpret(PACKET_DATA + 8)
              .get(ValueLayout.ADDRESS, PACKET_DATA)
              .reinterpret(stream.length),
          ValueLayout.JAVA_BYTE,
          0,
          stream.length);
      int sent = number("avcodec_send_packet", context, packet);
      nothing("av_packet_unref", packet);
      // Nothing more comes, so what was sent comes out at once.
      if (sent != 0
          || number("avcodec_send_packet", context, MemorySegment.NULL) != 0
          || number("avcodec_receive_frame", context, frame) != 0) {
        throw new IOException("its pixels cannot be decoded");
      }
      decoded.take(picture());
      nothing("av_frame_unref", frame);
      nothing("avcodec_flush_buffers", context);
    }

    private YuvPicture picture() throws IOException {
      MemorySegment fields = frame.reinterpret(FRAME_FORMAT + 4);
      String format =
          pointer("av_get_pix_fmt_name", fields.get(ValueLayout.JAVA_INT, FRAME_FORMAT))
              .reinterpret(64)
              .getString(0);
      MemorySegment[] planes = new MemorySegment[3];
      int[] strides = new int[3];
      for (int i = 0; i < 3; i++) {
        planes[i] = fields.get(ValueLayout.ADDRESS, 8L * i);
        strides[i] = fields.get(ValueLayout.JAVA_INT, FRAME_STRIDES + 4L * i);
      }
      return YuvPicture.of(
          format,
          fields.get(ValueLayout.JAVA_INT, FRAME_WIDTH),
          fields.get(ValueLayout.JAVA_INT, FRAME_HEIGHT),
          planes,
          strides,
          new ColourCoding((int) value("colorspace"), value("color_range") == 2));
    }

    private void option(String name, long value) {
      number("av_opt_set_int", context, arena.allocateFrom(name), value, 0);
    }

    private void text(String name, String value) {
      number("av_opt_set", context, arena.allocateFrom(name), arena.allocateFrom(value), 0);
    }

    private long value(String name) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_LONG);
      number("av_opt_get_int", context, arena.allocateFrom(name), 0, value);
      return value.get(ValueLayout.JAVA_LONG, 0);
    }

    @Override
    public void close() {
      free("av_frame_free", frame);
      free("av_packet_free", packet);
      free("avcodec_free_context", context);
      arena.close();
    }

    private void free(String function, MemorySegment what) {
      nothing(function, arena.allocateFrom(ValueLayout.ADDRESS, what));
    }
  }

  private MemorySegment codec(Arena arena) {
    MemorySegment codec = pointer("avcodec_find_decoder_by_name", arena.allocateFrom("hevc"));
    if (codec.address() == 0) {
      throw new IllegalStateException("this libavcodec has no decoder of HEVC");
    }
    return codec;
  }

  private int number(String name, Object... arguments) {
    return (int) call(name, ValueLayout.JAVA_INT, arguments);
  }

  private MemorySegment pointer(String name, Object... arguments) {
    return (MemorySegment) call(name, ValueLayout.ADDRESS, arguments);
  }

  private void nothing(String name, Object... arguments) {
    call(name, null, arguments);
  }

  /** Each function is called with the same types everywhere, so its name finds the handle. */
  private Object call(String name, MemoryLayout result, Object... arguments) {
    MethodHandle handle = handles.computeIfAbsent(name, any -> link(name, result, arguments));
    try {
      return (Object) handle.invokeExact(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("calling %s failed".formatted(name), e);
    }
  }

  private MethodHandle link(String name, MemoryLayout result, Object... arguments) {
    MemoryLayout[] types = Arrays.stream(arguments).map(Hevc::layout).toArray(MemoryLayout[]::new);
    MemorySegment function =
        library
            .find(name)
            .orElseThrow(() -> new IllegalStateException("the library has no " + name));
    MethodHandle handle =
        linker.downcallHandle(
            function,
            result == null
                ? FunctionDescriptor.ofVoid(types)
                : FunctionDescriptor.of(result, types));
    return handle
        .asSpreader(Object[].class, types.length)
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  private static MemoryLayout layout(Object argument) {
    return switch (argument) {
      case MemorySegment _ -> ValueLayout.ADDRESS;
      case Integer _ -> ValueLayout.JAVA_INT;
      case Long _ -> ValueLayout.JAVA_LONG;
      default -> throw new IllegalArgumentException("no C type for " + argument.getClass());
    };
  }
}
