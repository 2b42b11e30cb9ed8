package io.fanlens.bench.pictures;

import io.fanlens.picture.BadPictureException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A child process that converts pictures in Java: through libvips, as Fanlens does, or through
 * ImageIO. It speaks the lines that {@link Worker} describes.
 */
public final class ConvertWorker {

  private static final int QUALITY = 85;

  private ConvertWorker() {}

  /** Argument: libvips' file, or {@code java}. */
  public static void main(String[] args) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // whatever a library prints
    MeasuredCodec codec =
        args[0].equals("java") ? MeasuredCodec.pureJava() : MeasuredCodec.libvips(Path.of(args[0]));
    CpuClock cpu = new CpuClock();
    out.println("Java " + Runtime.version().feature());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] parts = line.split("\t", -1);
      byte[] picture = Files.readAllBytes(Path.of(parts[0]));
      try {
        long wallBefore = System.nanoTime();
        long cpuBefore = cpu.nanos();
        byte[] jpeg = codec.jpeg(picture, Integer.parseInt(parts[1]), QUALITY);
        long cpuTaken = cpu.nanos() - cpuBefore;
        long wallTaken = System.nanoTime() - wallBefore;
        if (!parts[2].equals("-")) {
          Files.write(Path.of(parts[2]), jpeg);
        }
        out.println("ok " + cpuTaken + " " + wallTaken);
      } catch (IOException | BadPictureException | RuntimeException | OutOfMemoryError e) {
        out.println("no " + String.valueOf(e.getMessage()).replace('\n', ' '));
      }
    }
  }
}
