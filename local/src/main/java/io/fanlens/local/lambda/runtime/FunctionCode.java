package io.fanlens.local.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanlens.access.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A function's zip, unpacked: all children share the directory, which is Lambda's /var/task.
 *
 * @param digest of the zip in hex: the same digest, the same code
 */
record FunctionCode(Path root, String digest) {

  static FunctionCode unpack(Path zip, Path directory) throws IOException {
    String digest = digest(zip);
    Path root = Files.createDirectories(directory.resolve("task-" + digest.substring(0, 16)));
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
          throw new IOException(zip + " holds an entry outside its root: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(in, target);
        }
      }
    }
    return new FunctionCode(root, digest);
  }

  /** Of the names, sizes and checksums that a zip lists of its files: read in no time. */
  static String digest(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      StringBuilder files = new StringBuilder();
      file.stream()
          .forEach(
              entry ->
                  files
                      .append(entry.getName())
                      .append(' ')
                      .append(entry.getSize())
                      .append(' ')
                      .append(entry.getCrc())
                      .append('\n'));
      return Sha256.hex(files.toString().getBytes(UTF_8));
    }
  }
}
