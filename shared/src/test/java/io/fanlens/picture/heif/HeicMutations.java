package io.fanlens.picture.heif;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.header.PictureHeader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Decodes damaged HEICs, in a process of its own because native code might end it. */
final class HeicMutations {

  static final String DONE = "all decoded or refused";

  private static final List<String> FILES =
      List.of("single", "alpha", "ten", "odd", "grid", "turned-then-mirrored");

  private static final int HEADER = 1_200;
  private static final long MOST_PIXELS = 1_000_000;

  private HeicMutations() {}

  public static void main(String[] args) {
    Random random = new Random(Long.parseLong(args[1]));
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      byte[] file = TestHeic.file(FILES.get(i % FILES.size()) + ".heic");
      int reach = i % 2 == 0 ? HEADER : file.length;
      for (int left = 1 + random.nextInt(i % 3 == 0 ? 3 : 30); left > 0; left--) {
        file[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      decode(i % 11 == 0 ? Arrays.copyOf(file, random.nextInt(file.length)) : file);
    }
    System.out.println(DONE);
  }

  private static void decode(byte[] file) {
    try {
      PictureHeader header = PictureHeader.read(file).orElse(null);
      if (header != null
          && header.format() == PictureFormat.HEIC
          && header.size().pixels() < MOST_PIXELS) {
        TestHeic.orSkip().decode(file, header);
      }
    } catch (IOException | BadPictureException e) {
      // as it should be
    }
  }
}
