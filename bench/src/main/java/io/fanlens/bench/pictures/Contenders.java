package io.fanlens.bench.pictures;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Starts every contender that this machine has, all with the same work to do. */
final class Contenders implements AutoCloseable {

  /** Ours comes first, and is what the others are compared with. */
  static final String FANLENS = "Fanlens";

  /** What else there is. */
  static final Set<String> TOOLS = Set.of("pillow", "imageio", "vips", "imagemagick");

  private static final String[] PYTHONS = {"python3", "/usr/bin/python3"};

  private final List<Contender> all = new ArrayList<>();

  /**
   * Starts them.
   *
   * @param tools those of {@link #TOOLS} that are wanted
   * @param report is called with what is not installed
   */
  Contenders(Path folder, Path libvips, Set<String> tools, Consumer<String> report)
      throws IOException, InterruptedException {
    all.add(new WorkerContender(FANLENS, FunctionProcess.command(ConvertWorker.class, libvips)));
    if (tools.contains("pillow")) {
      pillow(folder)
          .ifPresentOrElse(all::add, () -> report.accept(missing("Pillow", "python3-pil")));
    }
    if (tools.contains("imageio")) {
      all.add(
          new WorkerContender(
              "ImageIO", FunctionProcess.command(ConvertWorker.class, Path.of("java"))));
    }
    if (tools.contains("vips")) {
      vips(folder).ifPresentOrElse(all::add, () -> report.accept(missing("vips", "libvips-tools")));
    }
    if (tools.contains("imagemagick")) {
      imageMagick(folder)
          .ifPresentOrElse(all::add, () -> report.accept(missing("ImageMagick", "imagemagick")));
    }
  }

  List<Contender> all() {
    return all;
  }

  private static String missing(String name, String debian) {
    return "not installed: %s (Debian package %s); it is left out.".formatted(name, debian);
  }

  private static Optional<Contender> pillow(Path folder) throws IOException {
    Path script = folder.resolve("pillow_worker.py");
    try (InputStream resource = Contenders.class.getResourceAsStream("pillow_worker.py")) {
      Files.write(script, resource.readAllBytes());
    }
    for (String python : PYTHONS) {
      try {
        return Optional.of(new WorkerContender("", List.of(python, script.toString())));
      } catch (IOException e) {
        // no such Python, or it has no Pillow
      }
    }
    return Optional.empty();
  }

  private static Optional<Contender> vips(Path folder) throws IOException, InterruptedException {
    Optional<String> tool = CommandContender.installed("vipsthumbnail");
    if (tool.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new CommandContender(
            "vips " + CommandContender.version("vipsthumbnail", "--vips-version"),
            (sample, picture, out) ->
                List.of(
                    tool.get(),
                    picture.toString(),
                    "--size",
                    sample.longest() == 0
                        ? "100000x100000>"
                        : sample.longest() + "x" + sample.longest(),
                    "--export-profile",
                    "srgb",
                    "-o",
                    out + "[Q=85,subsample_mode=on,strip,background=255]"),
            folder.resolve("vips.jpg")));
  }

  private static Optional<Contender> imageMagick(Path folder)
      throws IOException, InterruptedException {
    Optional<String> tool = CommandContender.installed("magick", "convert");
    if (tool.isEmpty()) {
      return Optional.empty();
    }
    Path srgb = folder.resolve("srgb.icc");
    Files.write(srgb, ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    return Optional.of(
        new CommandContender(
            "ImageMagick " + CommandContender.version(tool.get(), "-version"),
            (sample, picture, out) -> magick(tool.get(), srgb, sample, picture, out),
            folder.resolve("magick.jpg")));
  }

  private static List<String> magick(
      String tool, Path srgb, Sample sample, Path picture, Path out) {
    List<String> command = new ArrayList<>(List.of(tool));
    String box = sample.longest() + "x" + sample.longest();
    if (sample.longest() > 0) {
      command.addAll(List.of("-define", "jpeg:size=" + box));
    }
    command.addAll(List.of(picture.toString(), "-auto-orient"));
    command.addAll(List.of("-background", "white", "-alpha", "remove"));
    if (sample.longest() > 0) {
      command.addAll(List.of("-resize", box));
    }
    command.addAll(
        sample.profile() ? List.of("-profile", srgb.toString()) : List.of("-colorspace", "sRGB"));
    command.addAll(List.of("-depth", "8", "-strip", "-quality", "85"));
    command.addAll(List.of("-sampling-factor", "4:2:0", out.toString()));
    return command;
  }

  @Override
  public void close() throws IOException {
    for (Contender contender : all) {
      contender.close();
    }
  }
}
