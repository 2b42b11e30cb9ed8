package io.fanlens.picture.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;

/** The native images and memory of one conversion; all are given back when it closes. */
public final class VipsScope implements AutoCloseable {

  private final Vips vips;
  private final Arena arena = Arena.ofConfined();
  private final Deque<MemorySegment> images = new ArrayDeque<>();
  private boolean closed;

  public VipsScope(Vips vips) {
    this.vips = vips;
  }

  public Vips vips() {
    return vips;
  }

  public Arena arena() {
    return arena;
  }

  public MemorySegment text(String ascii) {
    return arena.allocateFrom(ascii);
  }

  /** Memory that holds anything at first: clearing 36 MB for 12 Mpx takes some ms. */
  @SuppressWarnings("restricted") // --enable-native-access is given to whatever runs this
  MemorySegment memory(long bytes) {
    MemorySegment memory = vips.pointer("g_try_malloc", bytes);
    if (memory.address() == 0) {
      throw new OutOfMemoryError("%d bytes outside the heap".formatted(bytes));
    }
    return memory.reinterpret(bytes, arena, taken -> vips.nothing("g_free", taken));
  }

  /** Has the image given back at the end. */
  public MemorySegment own(MemorySegment image) throws VipsException {
    if (image.address() == 0) {
      throw vips.failure();
    }
    synchronized (images) {
      images.push(image);
    }
    return image;
  }

  /**
   * Runs an operation from an image to an image.
   *
   * @param arguments beyond the two images; of these the first {@code fixed} are not optional
   */
  public MemorySegment apply(String operation, MemorySegment image, int fixed, Object... arguments)
      throws VipsException {
    MemorySegment out = arena.allocate(ValueLayout.ADDRESS);
    Object[] all = new Object[arguments.length + 2];
    all[0] = image;
    all[1] = out;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    vips.operation(operation, fixed + 2, all);
    return own(out.get(ValueLayout.ADDRESS, 0));
  }

  /** Ends whatever is being computed, as a failure. Any thread may call it. */
  void stop() {
    synchronized (images) {
      if (!closed) {
        images.forEach(image -> vips.nothing("vips_image_set_kill", image, 1));
      }
    }
  }

  @Override
  public void close() {
    synchronized (images) {
      closed = true;
    }
    while (!images.isEmpty()) {
      vips.nothing("g_object_unref", images.pop());
    }
    arena.close();
  }
}
