package io.fanlens.bench.pictures;

import io.fanlens.picture.vips.LibvipsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** CPU, time and memory of preparing pictures, against other tools at equal work. */
@Command(
    name = "pictures",
    description =
        "CPU, time and memory of converting pictures of every format, against Pillow, vips,"
            + " ImageMagick and ImageIO at equal work, in one run.",
    mixinStandardHelpOptions = true)
public final class PicturesBench implements Callable<Integer> {

  private static final int QUICK_ROUNDS = 3;
  private static final double QUICK_MEGAPIXELS = 1;
  private static final int AT_ONCE = 10;

  @Spec private CommandSpec spec;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures there.")
  private Path json;

  @Option(names = "--quick", description = "Pictures of 1 Mpx, three rounds: quick, and rough.")
  private boolean quick;

  @Option(names = "--rounds", paramLabel = "N", description = "Medians of so many. Default: 7.")
  private int rounds = 7;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Pictures whose name has this, such as TIFF.")
  private String only = "";

  @Option(
      names = "--against",
      paramLabel = "TOOL",
      arity = "1..*",
      description = "Of: pillow, imageio, vips, imagemagick. Default: all.")
  private Set<String> tools = Contenders.TOOLS;

  @Option(names = "--no-memory", description = "Leaves the fresh processes out.")
  private boolean noMemory;

  @Option(
      names = "--work",
      paramLabel = "DIR",
      description =
          "Where the pictures are made, and kept for the next run. Default: a"
              + " temporary folder that is removed.")
  private Path work;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = Path.of(System.getProperty("fanlens.home", ""));
    Optional<Path> libvips = LibvipsFile.nearest(home);
    if (libvips.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "npm has installed no libvips for this machine, so there is nothing to measure."
                  + " Run: npm ci");
      return 1;
    }
    Path folder =
        work == null
            ? Files.createTempDirectory("fanlens-pictures")
            : Files.createDirectories(work);
    try {
      measure(folder, libvips.get());
    } finally {
      if (work == null) {
        remove(folder);
      }
    }
    return 0;
  }

  private void measure(Path folder, Path libvips) throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Contenders contenders = new Contenders(folder, libvips, tools, out::println)) {
      PicturesReport report =
          new PicturesReport(contenders.all().stream().map(Contender::name).toList());
      CodecComparison comparison =
          new CodecComparison(contenders.all(), folder, quick ? QUICK_ROUNDS : rounds, !noMemory);
      Gallery gallery = new Gallery(folder, libvips);
      out.println(report.header());
      out.flush();
      List<Sample> samples =
          Sample.all().stream()
              .filter(sample -> sample.name().contains(only))
              .map(sample -> quick ? sample.inMegapixels(QUICK_MEGAPIXELS) : sample)
              .toList();
      for (Sample sample : samples) {
        progress("making " + sample.name());
        Path picture = gallery.file(sample);
        progress("measuring " + sample.name());
        List<Measured> measured = comparison.run(sample, picture);
        out.println(report.line(sample, Files.size(picture), measured));
        out.flush();
      }
      report.notes().forEach(out::println);
      if (!noMemory && only.isEmpty()) {
        prepare(gallery, new Preparations(libvips), report, out);
      }
      if (json != null) {
        report.write(json);
      }
    }
    out.flush();
  }

  /** What a function does with its pictures: fit them to the operation, several at once. */
  private void prepare(
      Gallery gallery, Preparations preparations, PicturesReport report, PrintWriter out)
      throws IOException, InterruptedException {
    out.println();
    out.println(
        "| prepared for DetectFaces | becomes | MB | peak MB, one | peak MB, ten at once |");
    out.println("|---|---|---|---|---|");
    for (String name : List.of("JPEG 50 Mpx to 4096 px", "JPEG 50 Mpx sideways to 4096 px")) {
      Path picture = gallery.file(sample(name));
      progress("preparing " + picture.getFileName());
      Preparations.Run one = preparations.run(picture, 1, true);
      Preparations.Run ten = preparations.run(picture, AT_ONCE, true);
      report.put("prepared " + picture.getFileName() + ", one", one);
      report.put("prepared " + picture.getFileName() + ", ten at once", ten);
      out.printf(
          Locale.ROOT,
          "| %s | %d x %d px | %.1f | %d | %d |%n",
          picture.getFileName(),
          one.width(),
          one.height(),
          one.bytes() / 1e6,
          one.peakKilobytes() / 1024,
          ten.peakKilobytes() / 1024);
      out.flush();
    }
    progress("first conversion");
    Preparations.FirstAndWarm first = preparations.firstAndWarm(gallery.file(sample("TIFF LZW")));
    report.put("firstConversion", first);
    out.printf(
        Locale.ROOT,
        "%nFirst conversion of a fresh process (TIFF LZW): %.0f ms; a later one: %.0f ms.%n",
        first.firstMillis(),
        first.warmMillis());
  }

  private Sample sample(String name) {
    Sample sample =
        Sample.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return quick ? sample.inMegapixels(QUICK_MEGAPIXELS) : sample;
  }

  private void progress(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("... " + what);
    err.flush();
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
