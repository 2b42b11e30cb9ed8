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
 * Which keys a listing had, in 32 MB whatever their number (a Bloom filter): it never denies a key
 * that was there, and of ten million keys it mistakes about one stranger in 70,000 for one of them.
 * Each audit salts it anew, so the next one mistakes others.
 */
final class SeenKeys {

  private static final int WORDS = 1 << 22;
  private static final long BITS = (long) WORDS * Long.SIZE;
  private static final int PROBES = 8;

  private final long salt;
  private final long[] words;

  SeenKeys(RandomGenerator random) {
    this(random.nextLong(), new long[WORDS]);
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
    ByteBuffer bytes = ByteBuffer.allocate(WORDS / 64 * Long.BYTES).order(ByteOrder.BIG_ENDIAN);
    for (int from = 0; from < WORDS; from += WORDS / 64) {
      bytes.clear();
      bytes.asLongBuffer().put(words, from, WORDS / 64);
      data.write(bytes.array());
    }
    data.flush();
  }

  static SeenKeys read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    long salt = data.readLong();
    long[] words = new long[WORDS];
    byte[] part = new byte[WORDS / 64 * Long.BYTES];
    for (int from = 0; from < WORDS; from += WORDS / 64) {
      data.readFully(part);
      ByteBuffer.wrap(part).order(ByteOrder.BIG_ENDIAN).asLongBuffer().get(words, from, WORDS / 64);
    }
    return new SeenKeys(salt, words);
  }

  private static long bit(ByteBuffer hash, int probe) {
    return Math.floorMod(hash.getLong(0) + probe * hash.getLong(8), BITS);
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
