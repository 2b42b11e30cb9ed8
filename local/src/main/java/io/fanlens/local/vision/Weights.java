package io.fanlens.local.vision;

import io.fanlens.local.vision.convert.PackedWeights;
import io.fanlens.local.vision.convert.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;

/**
 * The weights of the networks, which the build copies from npm packages onto the class path:
 * MediaPipe's two (Apache-2.0) find faces, dlib's (public domain, from face-api, MIT) compares
 * them, face-api's own (MIT) guess age, gender and expression.
 */
final class Weights {

  /** Position of face_landmark.tflite in the packed file, from its loader script. */
  private static final int MESH_START = 2_495_952;

  private static final int MESH_END = 3_737_848;

  private Weights() {}

  static byte[] detector() {
    return resource("face_detection_full_range.tflite");
  }

  static byte[] mesh() {
    return Arrays.copyOfRange(
        resource("face_mesh_solution_packed_assets.data"), MESH_START, MESH_END);
  }

  /** dlib's face recognition model as npm's face-api packs it (MIT). */
  static Map<String, Tensor> likeness() {
    return packed("face_recognition_model");
  }

  /** Age and gender, from face-api. */
  static Map<String, Tensor> ages() {
    return packed("age_gender_model");
  }

  /** Expressions, from face-api. */
  static Map<String, Tensor> expressions() {
    return packed("face_expression_model");
  }

  private static Map<String, Tensor> packed(String model) {
    return PackedWeights.read(resource(model + "-weights_manifest.json"), resource(model + ".bin"));
  }

  private static byte[] resource(String name) {
    try (InputStream in = Weights.class.getResourceAsStream(name)) {
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
