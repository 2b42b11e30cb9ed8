package io.fanlens.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes TIFFs with any tags, little-endian: the pages in a row, and pages below other ones. */
public final class TestTiff {

  public static final int KIND = 254;
  public static final int BITS = 258;
  public static final int COMPRESSION = 259;
  public static final int PHOTOMETRIC = 262;
  public static final int ORIENTATION = 274;
  public static final int SAMPLES = 277;
  public static final int EXTRA_SAMPLES = 338;
  public static final int SAMPLE_KIND = 339;

  private static final int STRIP_AT = 273;
  private static final int ROWS_A_STRIP = 278;
  private static final int STRIP_BYTES = 279;
  private static final int PAGES_BELOW = 330;
  private static final int TILE_AT = 324;
  private static final int TILE_BYTES = 325;

  private final List<Page> pages = new ArrayList<>();

  /** A page: its tags, each with its numbers, and its one strip or tile. */
  public static final class Page {

    private final Map<Integer, long[]> tags = new TreeMap<>();
    private final byte[] pixels;
    private final List<Page> below = new ArrayList<>();
    private boolean tiled;

    private Page(int width, int height, byte[] pixels) {
      this.pixels = pixels;
      with(256, width).with(257, height).with(COMPRESSION, 1).with(ROWS_A_STRIP, height);
    }

    public Page with(int tag, long... numbers) {
      tags.put(tag, numbers);
      return this;
    }

    /** One tile of this size in place of a strip. */
    public Page tiled(int width, int height) {
      tiled = true;
      tags.remove(ROWS_A_STRIP);
      return with(322, width).with(323, height);
    }

    public Page below(Page page) {
      below.add(page);
      return this;
    }
  }

  public static Page page(int width, int height, byte[] pixels) {
    return new Page(width, height, pixels);
  }

  /** Of so many samples of so many bits. */
  public static Page rgb(int width, int height, int samples, int bits, byte[] pixels) {
    long[] each = new long[samples];
    java.util.Arrays.fill(each, bits);
    return page(width, height, pixels)
        .with(BITS, each)
        .with(PHOTOMETRIC, samples == 1 ? 1 : 2)
        .with(SAMPLES, samples);
  }

  public TestTiff add(Page page) {
    pages.add(page);
    return this;
  }

  public static byte[] of(Page... pages) {
    TestTiff tiff = new TestTiff();
    for (Page page : pages) {
      tiff.add(page);
    }
    return tiff.bytes();
  }

  public byte[] bytes() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] start = new byte[8];
    little(start).put((byte) 'I').put((byte) 'I').putShort((short) 42);
    file.writeBytes(start);
    List<Integer> links = new ArrayList<>();
    List<Integer> offsets = new ArrayList<>();
    for (Page page : pages) {
      offsets.add(write(page, file, links));
    }
    byte[] bytes = file.toByteArray();
    ByteBuffer linked = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    linked.putInt(4, offsets.getFirst());
    for (int i = 1; i < offsets.size(); i++) {
      linked.putInt(links.get(i - 1), offsets.get(i));
    }
    return bytes;
  }

  /** The page's offset; where its link to the next page lies is added to the list. */
  private static int write(Page page, ByteArrayOutputStream file, List<Integer> links) {
    List<Integer> below = new ArrayList<>();
    for (Page each : page.below) {
      below.add(write(each, file, new ArrayList<>()));
    }
    if (!below.isEmpty()) {
      page.with(PAGES_BELOW, below.stream().mapToLong(Integer::longValue).toArray());
    }
    int pixelsAt = file.size();
    file.writeBytes(page.pixels);
    page.with(page.tiled ? TILE_AT : STRIP_AT, pixelsAt);
    page.with(page.tiled ? TILE_BYTES : STRIP_BYTES, page.pixels.length);
    Map<Integer, Integer> lists = new TreeMap<>();
    page.tags.forEach(
        (tag, numbers) -> {
          if (numbers.length > 1) {
            lists.put(tag, file.size());
            byte[] bytes = new byte[4 * numbers.length];
            ByteBuffer list = little(bytes);
            for (long number : numbers) {
              list.putInt((int) number);
            }
            file.writeBytes(bytes);
          }
        });
    int offset = file.size();
    byte[] bytes = new byte[2 + 12 * page.tags.size() + 4];
    ByteBuffer directory = little(bytes);
    directory.putShort((short) page.tags.size());
    page.tags.forEach(
        (tag, numbers) ->
            directory
                .putShort((short) (int) tag)
                .putShort((short) 4)
                .putInt(numbers.length)
                .putInt(lists.containsKey(tag) ? lists.get(tag) : (int) numbers[0]));
    links.add(offset + directory.position());
    file.writeBytes(bytes);
    return offset;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
