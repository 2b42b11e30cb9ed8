package io.fanlens.local.vision;

import io.fanlens.local.vision.convert.TfliteConverter;
import io.fanlens.local.vision.onnx.OnnxNetwork;
import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.Region;
import java.util.Map;

/**
 * The face mesh network: samples one upright face to 192 x 192 px and returns 468 points and a
 * presence score.
 */
final class MeshNetwork {

  static final String POINTS = "conv2d_21";
  static final String PRESENCE = "conv2d_31";

  private static final int INPUT = 192;

  private final OnnxNetwork network =
      new OnnxNetwork("MediaPipe face mesh", () -> TfliteConverter.onnx(Weights.mesh()));

  OnnxNetwork network() {
    return network;
  }

  Mesh mesh(Photo photo, Region face) {
    float[] pixels = new float[INPUT * INPUT * 3];
    photo.sample(face, INPUT, 0, 1, pixels);
    Map<String, float[]> outputs = outputs(pixels);
    float[] points = outputs.get(POINTS);
    float[] x = new float[Mesh.POINTS];
    float[] y = new float[Mesh.POINTS];
    float[] z = new float[Mesh.POINTS];
    for (int i = 0; i < Mesh.POINTS; i++) {
      float u = points[3 * i] / INPUT;
      float v = points[3 * i + 1] / INPUT;
      x[i] = face.x(u, v);
      y[i] = face.y(u, v);
      z[i] = points[3 * i + 2] / INPUT * face.side();
    }
    return new Mesh(x, y, z, (float) (1 / (1 + Math.exp(-outputs.get(PRESENCE)[0]))));
  }

  /**
   * What the network says of a face.
   *
   * @param pixels 192 x 192, three values each from 0 to 1
   */
  Map<String, float[]> outputs(float[] pixels) {
    return network.outputs(pixels, 1, INPUT, INPUT, 3);
  }
}
