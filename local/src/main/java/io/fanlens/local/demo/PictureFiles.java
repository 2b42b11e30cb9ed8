package io.fanlens.local.demo;

import io.fanlens.operations.command.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The pictures that the paths on the command line stand for, each with a key. A folder stands for
 * all files below it, except hidden ones. The key of a file is its name, or its path within the
 * named folder; files with the same key get as many parent folders as needed to make them distinct.
 *
 * @param leftOut a sentence for each file or folder that cannot be read or is not followed
 */
record PictureFiles(List<DemoPicture> pictures, List<String> leftOut) {

  /** S3's limit for an object key. */
  private static final int MAX_KEY_BYTES = 1024;

  static PictureFiles of(List<Path> arguments) {
    Map<Path, Integer> namesUsed = new LinkedHashMap<>();
    List<String> leftOut = new ArrayList<>();
    for (Path argument : arguments) {
      Path absolute = existing(argument);
      if (Files.isDirectory(absolute)) {
        FolderWalk walk = FolderWalk.of(absolute);
        if (walk.files().isEmpty()) {
          throw UserError.badArgument(
              "there is no %s in %s; name pictures or a folder of pictures"
                  .formatted(walk.leftOut().isEmpty() ? "file" : "readable file", argument));
        }
        walk.files()
            .forEach(
                file -> namesUsed.putIfAbsent(file, file.getNameCount() - absolute.getNameCount()));
        leftOut.addAll(walk.leftOut());
      } else if (!Files.isRegularFile(absolute)) {
        throw UserError.badArgument(
            "%s is neither a file nor a folder; name pictures or a folder".formatted(argument));
      } else if (!Files.isReadable(absolute)) {
        throw UserError.badArgument(
            "%s cannot be read; give yourself the permission, or name others".formatted(argument));
      } else {
        namesUsed.putIfAbsent(absolute, 1);
      }
    }
    return new PictureFiles(withDistinctKeys(namesUsed), leftOut);
  }

  private static Path existing(Path argument) {
    if (argument.toString().isBlank()) {
      throw UserError.badArgument(
          "an empty name is no picture; name pictures or a folder of pictures");
    }
    Path absolute = argument.toAbsolutePath().normalize();
    if (Files.exists(absolute)) {
      return absolute;
    }
    return FileNames.inOtherCharacters(absolute)
        .orElseThrow(
            () ->
                UserError.badArgument(
                    "%s does not exist%s"
                        .formatted(
                            argument,
                            FileNames.isUnreadable(argument.toString())
                                ? ", or its name is not in UTF-8; name its folder in its place"
                                : "")));
  }

  private static List<DemoPicture> withDistinctKeys(Map<Path, Integer> namesUsed) {
    Map<String, List<Path>> byKey = byKey(namesUsed);
    boolean grown = true;
    while (byKey.size() < namesUsed.size() && grown) {
      int before = namesUsed.values().stream().mapToInt(Integer::intValue).sum();
      byKey.values().stream()
          .filter(files -> files.size() > 1)
          .flatMap(Collection::stream)
          .filter(file -> namesUsed.get(file) < file.getNameCount())
          .forEach(file -> namesUsed.merge(file, 1, Integer::sum));
      byKey = byKey(namesUsed);
      grown = namesUsed.values().stream().mapToInt(Integer::intValue).sum() > before;
    }
    List<DemoPicture> pictures = new ArrayList<>();
    namesUsed.forEach(
        (file, names) -> pictures.add(new DemoPicture(checkedKey(file, names), file)));
    return pictures;
  }

  private static Map<String, List<Path>> byKey(Map<Path, Integer> namesUsed) {
    return namesUsed.keySet().stream()
        .collect(Collectors.groupingBy(file -> key(file, namesUsed.get(file))));
  }

  private static String checkedKey(Path file, int names) {
    String key = key(file, names);
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw UserError.badArgument(
          "the path of %s is too long for an object key (%d bytes at most)"
              .formatted(file, MAX_KEY_BYTES));
    }
    return key;
  }

  /** The last names of the path, with slashes between them on every system. */
  private static String key(Path file, int names) {
    int count = file.getNameCount();
    List<String> parts = new ArrayList<>();
    file.subpath(count - names, count).forEach(name -> parts.add(FileNames.text(name)));
    return String.join("/", parts);
  }
}
