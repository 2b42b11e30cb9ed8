package io.fanlens.bench.pictures;

import io.fanlens.picture.PreparedPicture;
import io.fanlens.picture.preparation.PicturePreparer;
import io.fanlens.settings.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A child process that prepares one picture for DetectFaces several times, at once or one after the
 * other, as a function does, and then prints what it took.
 */
public final class PrepareProcess {

  private static final long MAX_PIXELS = 60_000_000;

  private PrepareProcess() {}

  /** Arguments: file, times, {@code at-once} or {@code in-turn}. */
  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    int times = Integer.parseInt(args[1]);
    PicturePreparer preparer = new PicturePreparer(MAX_PIXELS);
    List<Long> millis = new ArrayList<>();
    PreparedPicture last = null;
    try (ExecutorService callers =
        args[2].equals("at-once")
            ? Executors.newVirtualThreadPerTaskExecutor()
            : Executors.newSingleThreadExecutor()) {
      List<Future<PreparedPicture>> results = new ArrayList<>();
      long start = System.nanoTime();
      for (int i = 0; i < times; i++) {
        results.add(
            callers.submit(
                () -> preparer.prepare(Files.readAllBytes(file), Operation.DETECT_FACES.limits())));
      }
      for (Future<PreparedPicture> result : results) {
        last = result.get();
        millis.add((System.nanoTime() - start) / 1_000_000);
      }
    }
    StringBuilder line = new StringBuilder("ok");
    line.append(' ').append(last.width()).append(' ').append(last.height());
    line.append(' ').append(last.bytes().length);
    line.append(' ').append(PeakMemory.of(ProcessHandle.current().pid()).orElse(0L));
    millis.forEach(ended -> line.append(' ').append(ended));
    System.out.println(line);
  }
}
