package io.fanlens.stage.cost;

/**
 * One line of the monthly cost.
 *
 * @param name what is paid for
 * @param inBursts dollars when pictures arrive in bursts, so that batches are full
 * @param oneByOne dollars when pictures arrive one by one
 * @param basis what it was computed from
 */
public record CostItem(String name, double inBursts, double oneByOne, String basis) {

  static CostItem same(String name, double dollars, String basis) {
    return new CostItem(name, dollars, dollars, basis);
  }
}
