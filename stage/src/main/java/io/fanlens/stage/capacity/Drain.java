package io.fanlens.stage.capacity;

/**
 * How long it takes to process a burst. The event source mapping begins with five batches and adds
 * five a second until the full rate is reached. Computed; {@code bench quota --case
 * 3x100+15x25:ramp} measures 64.4 s on the virtual clock for what is 65.1 s here.
 *
 * @param pictures in the burst
 * @param seconds until the last picture is processed
 * @param rampSeconds until the full rate is reached, included in {@code seconds}
 * @param idealSeconds at the full rate from the start
 */
public record Drain(long pictures, double seconds, double rampSeconds, double idealSeconds) {

  public static Drain of(long pictures, double rate, FunctionCapacity functions) {
    double first = Math.min(rate, functions.picturesPerSecond(FunctionCapacity.INITIAL_BATCHES));
    double slope = functions.picturesPerSecond(FunctionCapacity.ADDED_BATCHES_PER_SECOND);
    double ramp = (rate - first) / slope;
    double duringRamp = (first + rate) / 2 * ramp;
    double seconds =
        pictures <= duringRamp
            ? (Math.sqrt(first * first + 2 * slope * pictures) - first) / slope
            : ramp + (pictures - duringRamp) / rate;
    return new Drain(
        pictures, seconds + functions.inFlightSeconds(), Math.min(ramp, seconds), pictures / rate);
  }
}
