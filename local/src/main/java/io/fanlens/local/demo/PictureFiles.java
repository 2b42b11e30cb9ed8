package io.fanlens.local.demo;

import io.fanlens.operations.command.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Expands the paths on the command line to pictures with keys. A folder stands for all files below
 * it, except hidden ones. The key of a file is its name, or its path within the named folder; files
 * with the same key get as many parent folders as needed to make them distinct.
 */
final class PictureFiles {

  /** S3's limit for an object key. */
  private static final int MAX_KEY_BYTES = 1024;

  private PictureFiles() {}

  static List<DemoPicture> of(List<Path> arguments) {
    Map<Path, Integer> namesUsed = new LinkedHashMap<>();
    for (Path argument : arguments) {
      Path absolute = argument.toAbsolutePath().normalize();
      if (Files.isDirectory(absolute)) {
        List<Path> files = filesIn(absolute);
        if (files.isEmpty()) {
          throw UserError.badArgument(
              "there is no file in %s; name pictures or a folder of pictures".formatted(argument));
        }
        files.forEach(
            file -> namesUsed.putIfAbsent(file, file.getNameCount() - absolute.getNameCount()));
      } else if (Files.isRegularFile(absolute)) {
        readable(absolute);
        namesUsed.putIfAbsent(absolute, 1);
      } else if (Files.exists(absolute)) {
        throw UserError.badArgument("%s is neither a file nor a folder".formatted(argument));
      } else {
        throw UserError.badArgument("%s does not exist".formatted(argument));
      }
    }
    return withDistinctKeys(namesUsed);
  }

  private static List<Path> filesIn(Path folder) {
    try (var found = Files.walk(folder)) {
      List<Path> files =
          found
              .filter(Files::isRegularFile)
              .filter(file -> !isHidden(folder.relativize(file)))
              .sorted()
              .toList();
      files.forEach(PictureFiles::readable);
      return files;
    } catch (IOException | UncheckedIOException e) {
      throw UserError.badArgument("%s cannot be read".formatted(folder));
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path name : relative) {
      if (name.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  private static void readable(Path file) {
    if (!Files.isReadable(file)) {
      throw UserError.badArgument("%s cannot be read".formatted(file));
    }
  }

  private static List<DemoPicture> withDistinctKeys(Map<Path, Integer> namesUsed) {
    Map<String, List<Path>> byKey = byKey(namesUsed);
    while (byKey.size() < namesUsed.size()) {
      byKey.values().stream()
          .filter(files -> files.size() > 1)
          .flatMap(Collection::stream)
          .filter(file -> namesUsed.get(file) < file.getNameCount())
          .forEach(file -> namesUsed.merge(file, 1, Integer::sum));
      byKey = byKey(namesUsed);
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
    file.subpath(count - names, count).forEach(name -> parts.add(name.toString()));
    return String.join("/", parts);
  }
}
