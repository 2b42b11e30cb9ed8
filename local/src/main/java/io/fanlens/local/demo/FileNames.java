package io.fanlens.local.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Names of files as text. A file system keeps bytes: most are UTF-8, those of old archives Latin-1.
 */
final class FileNames {

  private static final char UNREADABLE = '\ufffd';

  private FileNames() {}

  static boolean isUnreadable(String name) {
    return name.indexOf(UNREADABLE) >= 0;
  }

  /** The name as UTF-8 where it is, and as Latin-1 where it is not. */
  static String text(Path name) {
    if (!isUnreadable(name.toString())) {
      return name.toString();
    }
    byte[] bytes = bytes(name);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** As the file system has them: the URI of a path carries each byte. */
  private static byte[] bytes(Path name) {
    String raw = name.toAbsolutePath().toUri().getRawPath();
    String last = raw.substring(raw.lastIndexOf('/') + 1);
    ByteBuffer bytes = ByteBuffer.allocate(last.length());
    for (int i = 0; i < last.length(); i++) {
      if (last.charAt(i) == '%') {
        bytes.put((byte) Integer.parseInt(last, i + 1, i + 3, 16));
        i += 2;
      } else {
        bytes.put((byte) last.charAt(i));
      }
    }
    byte[] all = new byte[bytes.position()];
    bytes.rewind().get(all);
    return all;
  }

  /**
   * The only file whose name reads like this: an argument in Latin-1 arrives with its umlauts
   * replaced.
   */
  static Optional<Path> inOtherCharacters(Path argument) {
    Path folder = argument.getParent();
    if (folder == null || !isUnreadable(argument.getFileName().toString())) {
      return Optional.empty();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (file.getFileName().toString().equals(argument.getFileName().toString())) {
          found.add(file);
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }
}
