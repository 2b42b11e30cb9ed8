package io.fanlens.local.vision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Non-maximum suppression: merges the many candidates of one face. The best provides the score,
 * their weighted mean the position.
 */
final class Suppression {

  private static final float SAME_FACE = 0.3f;
  private static final float INSIDE = 0.6f;

  private Suppression() {}

  /** Candidates of one square. Overlapping ones are averaged, weighted by score. */
  static List<Candidate> average(List<Candidate> all) {
    List<Candidate> rest = byScore(all);
    List<Candidate> kept = new ArrayList<>();
    while (!rest.isEmpty()) {
      Candidate best = rest.getFirst();
      List<Candidate> same =
          rest.stream().filter(c -> c.box().overlap(best.box()) > SAME_FACE).toList();
      kept.add(same.size() < 2 ? best : mean(same, best.score()));
      rest.removeAll(same);
      rest.remove(best);
    }
    return kept;
  }

  /**
   * Candidates of several squares of one photo. The best candidate of each face is kept unchanged.
   */
  static List<Candidate> best(List<Candidate> all) {
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : byScore(all)) {
      if (kept.stream().noneMatch(k -> same(k.box(), candidate.box()))) {
        kept.add(candidate);
      }
    }
    return kept;
  }

  static boolean same(Box a, Box b) {
    return a.overlap(b) > SAME_FACE || a.shareOfSmaller(b) > INSIDE;
  }

  private static List<Candidate> byScore(List<Candidate> all) {
    List<Candidate> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingDouble(Candidate::score).reversed());
    return sorted;
  }

  private static Candidate mean(List<Candidate> same, float score) {
    float[] sum = new float[8];
    float weight = 0;
    for (Candidate c : same) {
      float[] values = {
        c.box().left(), c.box().top(), c.box().width(), c.box().height(),
        c.leftEyeX(), c.leftEyeY(), c.rightEyeX(), c.rightEyeY()
      };
      weight += c.score();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += c.score() * values[i];
      }
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= weight;
    }
    return new Candidate(
        new Box(sum[0], sum[1], sum[2], sum[3]), sum[4], sum[5], sum[6], sum[7], score);
  }
}
