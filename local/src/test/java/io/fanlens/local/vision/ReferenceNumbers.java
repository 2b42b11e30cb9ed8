package io.fanlens.local.vision;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the networks must answer, to about six digits, recorded from others that run them: dlib's
 * from plain Java, MediaPipe's from TensorFlow Lite 2.20, and face-api's from itself on
 * TensorFlow.js.
 */
final class ReferenceNumbers {

  private ReferenceNumbers() {}

  /** The numbers of each line with that name. */
  static List<float[]> of(String name) {
    return lines()
        .lines()
        .filter(line -> line.startsWith(name + ' '))
        .map(ReferenceNumbers::numbers)
        .toList();
  }

  private static float[] numbers(String line) {
    String[] parts = line.split(" ", -1);
    float[] numbers = new float[parts.length - 1];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Float.parseFloat(parts[i + 1]);
    }
    return numbers;
  }

  /** The input of the recorded runs that needs no picture: every value of a range, in turn. */
  static float[] pattern(int length, float low, float high) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = low + (high - low) * (i * 37L % 251) / 250f;
    }
    return values;
  }

  private static String lines() {
    try (InputStream in = ReferenceNumbers.class.getResourceAsStream("/networks/reference.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
