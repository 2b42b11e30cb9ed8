package io.fanlens.picture;

import io.fanlens.picture.VipsPictures.Colours;
import io.fanlens.settings.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prepares one large JPEG so many times at once and prints the most memory that the process ever
 * had. Not a test; see docs/pictures.md for the command.
 */
public final class ConversionMemory {

  private static final long MAX_PIXELS = 60_000_000;

  private ConversionMemory() {}

  /** Arguments: {@code make FILE MEGAPIXELS ORIENTATION} or {@code run FILE TIMES}. */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    if (args[0].equals("make")) {
      int height = (int) Math.sqrt(Integer.parseInt(args[2]) * 1e6 * 3 / 4);
      Vips vips = Vips.open(LibvipsFile.nearest(Path.of("")).orElseThrow());
      Files.write(
          file,
          new VipsPictures(vips)
              .encode(
                  ConversionTiming.photo(height * 4 / 3, height),
                  "jpeg",
                  Colours.SRGB,
                  new Orientation(Integer.parseInt(args[3])),
                  "Q",
                  92));
      return;
    }
    PicturePreparer preparer = new PicturePreparer(MAX_PIXELS);
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<PreparedPicture>> results = new ArrayList<>();
      for (int i = 0; i < Integer.parseInt(args[2]); i++) {
        results.add(
            callers.submit(
                () -> preparer.prepare(Files.readAllBytes(file), Operation.DETECT_FACES.limits())));
      }
      for (Future<PreparedPicture> result : results) {
        PreparedPicture picture = result.get();
        System.out.printf(
            "%d x %d px, %d bytes after %d ms%n",
            picture.width(),
            picture.height(),
            picture.bytes().length,
            (System.nanoTime() - start) / 1_000_000);
      }
    }
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(System.out::println);
  }
}
