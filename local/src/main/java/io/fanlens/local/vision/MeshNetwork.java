package io.fanlens.local.vision;

import io.fanlens.local.vision.photo.Photo;
import io.fanlens.local.vision.photo.Region;

/**
 * The face mesh network: samples one upright face to 192 x 192 px and returns 468 points and a
 * presence score.
 */
final class MeshNetwork implements AutoCloseable {

  private static final int INPUT = 192;

  private final Network network;
  private final int points;
  private final int presence;
  private final float[] pixels = new float[INPUT * INPUT * 3];
  private final float[] raw = new float[Mesh.POINTS * 3];
  private final float[] flag = new float[1];

  MeshNetwork(byte[] weights) {
    network = new Network(weights);
    points = network.outputOfLength(raw.length);
    presence = network.outputOfLength(flag.length);
  }

  Mesh mesh(Photo photo, Region face) {
    photo.sample(face, INPUT, 0, 1, pixels);
    network.run(pixels);
    network.read(points, raw);
    network.read(presence, flag);
    float[] x = new float[Mesh.POINTS];
    float[] y = new float[Mesh.POINTS];
    float[] z = new float[Mesh.POINTS];
    for (int i = 0; i < Mesh.POINTS; i++) {
      float u = raw[3 * i] / INPUT;
      float v = raw[3 * i + 1] / INPUT;
      x[i] = face.x(u, v);
      y[i] = face.y(u, v);
      z[i] = raw[3 * i + 2] / INPUT * face.side();
    }
    return new Mesh(x, y, z, (float) (1 / (1 + Math.exp(-flag[0]))));
  }

  @Override
  public void close() {
    network.close();
  }
}
