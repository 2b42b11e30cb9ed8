package io.fanlens.local.vision;

/**
 * Whether eyes or a mouth are open, and how sure that is in percent (50 at the limit between both).
 */
public record Openness(boolean value, float confidence) {

  /**
   * From a measure, the measure at which one cannot tell, and how fast certainty grows with the
   * distance from it.
   */
  static Openness of(float measure, float limit, float steepness) {
    double certainty = 1 / (1 + Math.exp(-steepness * Math.abs(measure - limit)));
    return new Openness(measure > limit, (float) (100 * certainty));
  }
}
