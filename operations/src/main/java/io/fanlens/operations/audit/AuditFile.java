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
 * Keeps an audit's position on disk, with the keys that it has seen beside it. Each file is
 * replaced as a whole, the keys first: they may be ahead of the position, never behind.
 */
final class AuditFile {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path position;
  private final Path keys;

  AuditFile(Path folder, String stack) {
    this.position = folder.resolve("audit-" + stack + ".json");
    this.keys = folder.resolve("audit-" + stack + ".keys");
  }

  /** A position with what belongs to it. */
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

  /** Empty where there is nothing to go on from. */
  Optional<Saved> read() throws IOException {
    if (!Files.exists(position) || !Files.exists(keys)) {
      return Optional.empty();
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(keys))) {
      return Optional.of(
          new Saved(
              JSON.readValue(Files.readString(position), AuditPosition.class), SeenKeys.read(in)));
    } catch (JsonProcessingException e) {
      throw new OperationsException(
          "%s cannot be read; start the audit anew, without --resume".formatted(position), e);
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(position);
    Files.deleteIfExists(keys);
  }
}
