package io.fanlens.picture.heif;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.header.PictureHeader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of decoding a HEIC to pixels, and the most memory of the process: {@code FILE TIMES}.
 */
final class HeicTiming {

  private HeicTiming() {}

  public static void main(String[] args) throws IOException, BadPictureException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    byte[] file = Files.readAllBytes(Path.of(args[0]));
    PictureHeader header = PictureHeader.read(file).orElseThrow();
    long start = threads.getCurrentThreadCpuTime();
    HeicDecoder decoder = TestHeic.orSkip();
    System.out.printf("load: %d ms%n", (threads.getCurrentThreadCpuTime() - start) / 1_000_000);
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      long before = threads.getCurrentThreadCpuTime();
      decoder.decode(file, header);
      System.out.printf(
          "decode: %d ms%n", (threads.getCurrentThreadCpuTime() - before) / 1_000_000);
    }
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(System.out::println);
  }
}
