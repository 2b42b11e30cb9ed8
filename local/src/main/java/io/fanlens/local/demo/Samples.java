package io.fanlens.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.operations.results.StoredRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bundled pictures and their expected results. */
final class Samples {

  private static final String FOLDER = "/samples/";

  /** What the demo's stage reads no text on, so that a start need not wait for that. */
  private static final String WITHOUT_TEXT = "people/";

  private final JsonNode expected;

  Samples() {
    try (InputStream json = open("expected.json")) {
      expected = new ObjectMapper().readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies the pictures there. */
  List<DemoPicture> copyTo(Path target) throws IOException {
    List<DemoPicture> pictures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> sample : expected.properties()) {
      Path file = target.resolve(sample.getKey());
      try (InputStream bytes = open(sample.getKey())) {
        Files.copy(bytes, file);
      }
      String folder = sample.getValue().has("text") ? "" : WITHOUT_TEXT;
      pictures.add(new DemoPicture(folder + sample.getKey(), file));
    }
    return pictures;
  }

  /** A message if a result is not as expected. */
  Optional<String> unexpected(StoredRow row) {
    JsonNode wanted = expected.path(row.key().substring(row.key().lastIndexOf('/') + 1));
    if (row.operation().equals("CompareFaces")) {
      return Optional.empty(); // depends on a reference that is not bundled
    }
    String status = wanted.path("status").asText();
    if (!row.status().equals(status)) {
      return Optional.of(
          "%s, %s: expected %s but it is %s"
              .formatted(row.key(), row.operation(), status, row.status()));
    }
    int faces = wanted.path("faces").asInt(0);
    if (row.operation().equals("DetectFaces")
        && row.succeeded()
        && row.count().orElse(-1) != faces) {
      return Optional.of(
          "%s: expected %d faces but %s were found"
              .formatted(row.key(), faces, row.count().isPresent() ? row.count().getAsInt() : "?"));
    }
    String text = wanted.path("text").asText();
    String found = row.json().path("found").asText();
    if (row.operation().equals("DetectText") && row.succeeded() && !found.contains(text)) {
      return Optional.of(
          "%s: expected the text %s but found '%s'".formatted(row.key(), text, found));
    }
    return Optional.empty();
  }

  private static InputStream open(String name) throws IOException {
    InputStream stream = Samples.class.getResourceAsStream(FOLDER + name);
    if (stream == null) {
      throw new IOException("the bundled sample %s is missing".formatted(name));
    }
    return stream;
  }
}
