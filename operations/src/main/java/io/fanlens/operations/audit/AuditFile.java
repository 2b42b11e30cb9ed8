package io.fanlens.operations.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.operations.deployment.OperationsException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Saves an audit's position to disk, and the keys it has seen to a second file. Each file is
 * replaced atomically, the keys first: they may be ahead of the position, never behind.
 */
final class AuditFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path position;
  private final Path keys;

  private final int words;

  AuditFile(Path folder, String stack) {
    this(folder, stack, SeenKeys.WORDS);
  }

  /** With keys of another size. */
  AuditFile(Path folder, String stack, int words) {
    this.words = words;
    this.position = folder.resolve("audit-" + stack + ".json");
    this.keys = folder.resolve("audit-" + stack + ".keys");
  }

  /** A position with its keys. */
  record Saved(AuditPosition position, SeenKeys keys) {}

  void save(Saved saved) throws IOException {
    Files.createDirectories(position.getParent());
    Path next = Files.createTempFile(position.getParent(), "audit-", ".next");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(next))) {
      saved.keys().write(out);
    }
    Files.move(next, keys, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    next = Files.createTempFile(position.getParent(), "audit-", ".next");
    Files.writeString(next, JSON.writeValueAsString(saved.position()));
    Files.move(next, position, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Empty where there is nothing to resume. */
  Optional<Saved> read() throws IOException {
    if (!Files.exists(position) || !Files.exists(keys)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(keys))) {
      return Optional.of(
          new Saved(
              JSON.readValue(Files.readString(position), AuditPosition.class),
              SeenKeys.read(in, words)));
    } catch (JsonProcessingException e) {
      throw new OperationsException(
          "%s cannot be read; start a new audit without --resume".formatted(position), e);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(position);
    Files.deleteIfExists(keys);
  }
}
