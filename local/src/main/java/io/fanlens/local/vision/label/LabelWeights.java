package io.fanlens.local.vision.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** TensorFlow's COCO-SSD (Apache-2.0), which the build copies from an npm package. */
final class LabelWeights {

  private static final String MODEL = "model.json";

  private LabelWeights() {}

  static JsonNode model() {
    try {
      return new ObjectMapper().readTree(read(MODEL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] packed(JsonNode model) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    for (JsonNode group : model.path("weightsManifest")) {
      group.path("paths").forEach(path -> packed.writeBytes(read(path.asText())));
    }
    return packed.toByteArray();
  }

  private static byte[] read(String name) {
    try (InputStream in = LabelWeights.class.getResourceAsStream("coco-ssd/" + name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The weights %s are not on the class path. Build the project with Maven, which gets them from npm."
                .formatted(name));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
