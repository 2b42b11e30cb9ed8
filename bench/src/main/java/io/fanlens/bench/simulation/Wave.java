package io.fanlens.bench.simulation;

/**
 * Pictures that arrive.
 *
 * @param at when the first one does, in microseconds of the run
 * @param every time between two of them; 0 when all arrive at once
 */
public record Wave(long at, int pictures, long every) {

  public static Wave atOnce(double second, int pictures) {
    return new Wave((long) (second * 1e6), pictures, 0);
  }

  public static Wave every(double seconds, double from, int pictures) {
    return new Wave((long) (from * 1e6), pictures, (long) (seconds * 1e6));
  }
}
