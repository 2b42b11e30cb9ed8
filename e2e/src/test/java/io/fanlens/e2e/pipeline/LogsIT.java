package io.fanlens.e2e.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fanlens.e2e.Eventually;
import io.fanlens.e2e.PipelineCloud;
import io.fanlens.e2e.PipelineOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the function, as it is deployed, writes into its log. */
class LogsIT {

  @TempDir Path directory;

  @Test
  void shouldLogJsonThatNamesNoPicture() throws IOException {
    byte[] broken = "no picture at all".getBytes(StandardCharsets.UTF_8);
    try (PipelineCloud cloud = new PipelineOptions(directory).start()) {
      cloud.upload("people/jane-doe.jpg", broken);
      cloud.awaitRow("people/jane-doe.jpg", PipelineCloud.FACES, "FAILED");
      cloud.awaitRow("people/jane-doe.jpg", PipelineCloud.LABELS, "FAILED");
      Eventually.until("metrics", () -> lines().stream().anyMatch(this::isOfPictures));
    }
    JsonNode ended =
        new ObjectMapper()
            .readTree(
                lines().stream()
                    .filter(line -> line.contains("\"outcome\":\"Rejected\""))
                    .findFirst()
                    .orElseThrow());
    assertEquals("NOT_A_PICTURE", ended.path("code").textValue());
    assertEquals("DetectFaces", ended.path("operation").textValue());
    assertTrue(ended.path("picture").textValue().matches("[0-9a-f]{16}"), ended::toString);
    assertFalse(ended.path("requestId").asText().isEmpty(), ended::toString);
    assertTrue(ended.path("millis").isNumber(), ended::toString);
    assertEquals(List.of(), lines().stream().filter(line -> line.contains("jane-doe")).toList());
  }

  private boolean isOfPictures(String line) {
    return line.startsWith("{\"_aws\"") && line.contains("HeadTime");
  }

  private List<String> lines() {
    try (Stream<Path> files = Files.walk(directory.resolve("logs"))) {
      return files
          .filter(Files::isRegularFile)
          .flatMap(
              file -> {
                try {
                  return Files.readAllLines(file).stream();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
