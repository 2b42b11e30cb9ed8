package io.fanlens.local.vision;

/** Whether eyes or a mouth are open, with a confidence in percent (50 at the threshold). */
public record Openness(boolean value, float confidence) {

  /**
   * Derives it from a measurement, its threshold, and how fast confidence grows with the distance
   * from it.
   */
  static Openness of(float measure, float limit, float steepness) {
    double certainty = 1 / (1 + Math.exp(-steepness * Math.abs(measure - limit)));
    return new Openness(measure > limit, (float) (100 * certainty));
  }
}
