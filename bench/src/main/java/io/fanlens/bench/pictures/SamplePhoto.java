package io.fanlens.bench.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * A made picture that compresses about as a photograph does: soft shapes of all sizes, of which the
 * finer are the fainter, some hard edges, and the grain of a sensor. The same for the same size.
 */
final class SamplePhoto {

  private static final int OCTAVES = 10;
  private static final double STRENGTH = 70;
  private static final double FAINTER = 0.68;
  private static final double GRAIN = 6;
  private static final int EDGES = 24;

  private SamplePhoto() {}

  static BufferedImage of(int width, int height) {
    BufferedImage photo = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] bgr = ((DataBufferByte) photo.getRaster().getDataBuffer()).getData();
    float[] light = new float[width];
    int state = 1;
    for (int y = 0; y < height; y++) {
      java.util.Arrays.fill(light, 128);
      for (int octave = 0; octave < OCTAVES; octave++) {
        add(
            light,
            y,
            Math.max(2, width >> (octave + 2)),
            (float) (STRENGTH * Math.pow(FAINTER, octave)));
      }
      int stripe = y * EDGES / height;
      for (int x = 0, to = y * width * 3; x < width; x++, to += 3) {
        int block = hash(x * EDGES / width, stripe);
        for (int band = 0; band < 3; band++) {
          state = state * 1_664_525 + 1_013_904_223;
          double grain = GRAIN * ((state >>> 8 & 0xFF) + (state >>> 16 & 0xFF) - 255) / 104;
          double tint = (block >> (8 * band) & 0x1F) - 16 + band * 6;
          bgr[to + band] = (byte) Math.clamp(Math.round(light[x] + tint + grain), 0, 255);
        }
      }
    }
    return photo;
  }

  /** One size of shapes: random values on a grid, joined by straight slopes. */
  private static void add(float[] light, int y, int cell, float strength) {
    int row = y / cell;
    float down = (float) (y % cell) / cell;
    for (int column = 0, x = 0; x < light.length; column++) {
      float left = mix(value(column, row, cell), value(column, row + 1, cell), down);
      float right = mix(value(column + 1, row, cell), value(column + 1, row + 1, cell), down);
      float step = strength * (right - left) / cell;
      float now = strength * left;
      for (int i = 0; i < cell && x < light.length; i++, x++, now += step) {
        light[x] += now;
      }
    }
  }

  private static float mix(float one, float other, float part) {
    return one + (other - one) * part;
  }

  private static float value(int column, int row, int cell) {
    return (hash(column + 31 * cell, row) & 0xFFFF) / 65_536f - 0.5f;
  }

  private static int hash(int one, int other) {
    int mixed = one * 0x9E3779B1 ^ Integer.rotateLeft(other * 0x85EBCA77, 13);
    mixed ^= mixed >>> 15;
    mixed *= 0xC2B2AE3D;
    return mixed ^ mixed >>> 13;
  }
}
