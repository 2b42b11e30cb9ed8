package io.fanlens.operations.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Marks a folder as in use by a lock that ends with the process, however it ends. A process id
 * would not do: in a container it names another process.
 */
final class FolderInUse {

  private static final String LOCK = "in-use";

  /** Open as long as this process lives: closing any channel of a file ends all its locks. */
  private static final Map<Path, FileChannel> HELD = new ConcurrentHashMap<>();

  private FolderInUse() {}

  static void hold(Path folder) throws IOException {
    if (HELD.containsKey(folder)) {
      return;
    }
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    HELD.put(folder, channel);
    if (channel.tryLock() == null) {
      throw new IOException(folder + " is in use by another process");
    }
  }

  static boolean isHeld(Path folder) throws IOException {
    if (HELD.containsKey(folder)) {
      return true;
    }
    Path lock = folder.resolve(LOCK);
    if (!Files.exists(lock)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    }
  }
}
