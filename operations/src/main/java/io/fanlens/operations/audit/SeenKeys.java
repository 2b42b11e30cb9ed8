package io.fanlens.operations.audit;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.random.RandomGenerator;

/**
 * The keys of a listing in a Bloom filter of 32 MB: no false negatives, and with ten million keys
 * about one false positive in 70,000. Each audit has a new salt, and so other false positives.
 */
final class SeenKeys {

  /** 32 MB. */
  static final int WORDS = 1 << 22;

  /** Written and read in this many parts. */
  private static final int PARTS = 64;

  private static final int PROBES = 8;

  private final long salt;
  private final long[] words;

  SeenKeys(RandomGenerator random) {
    this(random, WORDS);
  }

  /** With this many words of 64 bits, a multiple of 64: few are enough for few keys. */
  SeenKeys(RandomGenerator random, int words) {
    this(random.nextLong(), new long[words]);
  }

  private SeenKeys(long salt, long[] words) {
    this.salt = salt;
    this.words = words;
  }

  void add(String key) {
    ByteBuffer hash = hash(key);
    for (int probe = 0; probe < PROBES; probe++) {
      long bit = bit(hash, probe);
      words[(int) (bit / Long.SIZE)] |= 1L << (bit % Long.SIZE);
    }
  }

  boolean mayContain(String key) {
    ByteBuffer hash = hash(key);
    for (int probe = 0; probe < PROBES; probe++) {
      long bit = bit(hash, probe);
      if ((words[(int) (bit / Long.SIZE)] & 1L << (bit % Long.SIZE)) == 0) {
        return false;
      }
    }
    return true;
  }

  void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(salt);
    int part = words.length / PARTS;
    ByteBuffer bytes = ByteBuffer.allocate(part * Long.BYTES).order(ByteOrder.BIG_ENDIAN);
    for (int from = 0; from < words.length; from += part) {
      bytes.clear();
      bytes.asLongBuffer().put(words, from, part);
      data.write(bytes.array());
    }
    data.flush();
  }

  static SeenKeys read(InputStream in, int size) throws IOException {
    DataInputStream data = new DataInputStream(in);
    long salt = data.readLong();
    long[] words = new long[size];
    int count = size / PARTS;
    byte[] part = new byte[count * Long.BYTES];
    for (int from = 0; from < size; from += count) {
      data.readFully(part);
      ByteBuffer.wrap(part).order(ByteOrder.BIG_ENDIAN).asLongBuffer().get(words, from, count);
    }
    return new SeenKeys(salt, words);
  }

  private long bit(ByteBuffer hash, int probe) {
    return Math.floorMod(
        hash.getLong(0) + probe * hash.getLong(8), (long) words.length * Long.SIZE);
  }

  private ByteBuffer hash(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, salt));
      return ByteBuffer.wrap(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
