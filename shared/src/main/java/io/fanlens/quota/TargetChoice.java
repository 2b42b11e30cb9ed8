package io.fanlens.quota;

import java.util.ArrayList;
import java.util.List;

/** How one of the targets with room is chosen. */
public enum TargetChoice {
  /**
   * Two are drawn by weight and the one that can start sooner is taken: nearly as even as always
   * taking the soonest, and more robust when the cached state is a little stale.
   */
  EARLIER_OF_TWO {
    @Override
    public Candidate pick(List<Candidate> candidates, WeightedChoice choice) {
      Candidate first = choice.draw(candidates, Candidate::weight);
      if (candidates.size() == 1) {
        return first;
      }
      List<Candidate> others = new ArrayList<>(candidates);
      others.remove(first);
      Candidate second = choice.draw(others, Candidate::weight);
      boolean standIn = second.weight() == 0 && first.weight() > 0;
      return !standIn && second.start() < first.start() ? second : first;
    }
  },
  /** The plain weighted random draw. */
  SINGLE_DRAW {
    @Override
    public Candidate pick(List<Candidate> candidates, WeightedChoice choice) {
      return choice.draw(candidates, Candidate::weight);
    }
  };

  public abstract Candidate pick(List<Candidate> candidates, WeightedChoice choice);

  /**
   * A target that has room.
   *
   * @param start when it could start
   * @param permits how many a reservation there would take
   */
  public record Candidate(TargetQuota quota, long start, int permits) {

    /**
     * Share in the draw. A target that takes ten permits per reservation is drawn a tenth as often
     * as its weight says, so that permits, not reservations, follow the weights.
     */
    double weight() {
      return quota.weight() / permits;
    }
  }
}
