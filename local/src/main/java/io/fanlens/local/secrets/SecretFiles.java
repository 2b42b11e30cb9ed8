package io.fanlens.local.secrets;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Values of secrets beyond the end of a local cloud, for tables that outlive it too. Each secret
 * has a file, which only its owner can read, with its current value and then its previous one.
 */
record SecretFiles(Path folder) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty when there is none. */
  List<String> read(String name) {
    try {
      Path file = file(name);
      return Files.exists(file)
          ? JSON.readValue(file.toFile(), new TypeReference<List<String>>() {})
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("A secret cannot be read", e);
    }
  }

  void write(String name, List<String> values) {
    try {
      Files.createDirectories(folder);
      // A temporary file is its owner's alone from the beginning.
      Path written = Files.createTempFile(folder, "secret", null);
      JSON.writeValue(written.toFile(), values);
      Files.move(written, file(name), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("A secret cannot be kept", e);
    }
  }

  private Path file(String name) {
    return folder.resolve(URLEncoder.encode(name, StandardCharsets.UTF_8));
  }
}
