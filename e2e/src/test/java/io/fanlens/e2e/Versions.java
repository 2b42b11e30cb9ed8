package io.fanlens.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The picture with one face, with a name in a comment of it: other bytes for each version. */
public final class Versions {

  private static final int JPEG_START = 2;

  private Versions() {}

  public static byte[] of(String name) {
    byte[] face = PipelineCloud.face();
    byte[] comment = name.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(face, 0, JPEG_START);
    all.write(0xFF);
    all.write(0xFE);
    all.write(0);
    all.write(comment.length + 2);
    all.writeBytes(comment);
    all.write(face, JPEG_START, face.length - JPEG_START);
    return all.toByteArray();
  }

  /** As the log of calls has it. */
  public static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
