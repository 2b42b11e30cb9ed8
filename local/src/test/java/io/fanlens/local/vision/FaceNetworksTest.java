package io.fanlens.local.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.PhotoReader;
import io.fanlens.local.vision.photo.Region;
import io.fanlens.local.vision.photo.TestPhotos;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** MediaPipe's networks answer as in the format they come in. */
class FaceNetworksTest {

  private static final int SIDE = 192;

  @Test
  void shouldDetectAsTheReferenceDoes() throws Exception {
    Detector detector = new Detector();
    try (OnnxNetwork network = detector.network()) {
      assertEquals("BlazeFace full range", network.name());
      assertCells(
          "detector-pattern", detector.outputs(ReferenceNumbers.pattern(SIDE * SIDE * 3, -1, 1)));
      assertCells("detector-face", detector.outputs(sampled(new Region(256, 256, 512, 0), -1)));
    }
  }

  /** The recorded lines have a cell, its score and the 16 numbers of its box. */
  private static void assertCells(String name, Map<String, float[]> outputs) {
    for (float[] expected : ReferenceNumbers.of(name)) {
      int cell = (int) expected[0];
      assertEquals(expected[1], outputs.get(Detector.SCORES)[cell], 2e-3, name);
      for (int i = 0; i < 16; i++) {
        assertEquals(expected[2 + i], outputs.get(Detector.BOXES)[16 * cell + i], 2e-3, name);
      }
    }
  }

  @Test
  void shouldDrawTheMeshThatTheReferenceDraws() throws Exception {
    MeshNetwork mesh = new MeshNetwork();
    try (OnnxNetwork network = mesh.network()) {
      assertEquals("MediaPipe face mesh", network.name());
      assertMesh("mesh-pattern", mesh.outputs(ReferenceNumbers.pattern(SIDE * SIDE * 3, 0, 1)));
      assertMesh("mesh-face", mesh.outputs(sampled(new Region(225, 115, 170, 0), 0)));
    }
  }

  /** The recorded lines have the presence and every 13th point. */
  private static void assertMesh(String name, Map<String, float[]> outputs) {
    float[] expected = ReferenceNumbers.of(name).getFirst();
    assertEquals(expected[0], outputs.get(MeshNetwork.PRESENCE)[0], 5e-3, name);
    for (int i = 0; i < expected.length - 1; i++) {
      float actual = outputs.get(MeshNetwork.POINTS)[3 * 13 * (i / 3) + i % 3];
      assertEquals(expected[1 + i], actual, 5e-3, name);
    }
  }

  private static float[] sampled(Region square, float low) throws Exception {
    float[] pixels = new float[SIDE * SIDE * 3];
    PhotoReader.read(TestPhotos.astronaut()).sample(square, SIDE, low, 1, pixels);
    return pixels;
  }
}
