package io.fanlens.stage.cost;

/**
 * What one thing costs a month.
 *
 * @param name the thing
 * @param inBursts dollars when pictures come many at once, so that batches are full
 * @param oneByOne dollars when each comes alone
 * @param basis what it was computed from
 */
public record CostItem(String name, double inBursts, double oneByOne, String basis) {

  static CostItem same(String name, double dollars, String basis) {
    return new CostItem(name, dollars, dollars, basis);
  }
}
