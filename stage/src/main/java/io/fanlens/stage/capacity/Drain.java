package io.fanlens.stage.capacity;

/**
 * How long a burst takes that comes all at once: the mapping begins with five batches and adds five
 * a second until the rate is reached. Computed; {@code bench quota --case 3x100+15x25:ramp}
 * measures 64.4 s on the virtual clock for what is 65.1 s here.
 *
 * @param pictures in the burst
 * @param seconds until the last one is done
 * @param rampSeconds until the rate is reached, of these
 * @param idealSeconds the same at the full rate from the first moment
 */
public record Drain(long pictures, double seconds, double rampSeconds, double idealSeconds) {

  public static Drain of(long pictures, double rate, Flow flow) {
    double first = Math.min(rate, flow.picturesPerSecond(Flow.FIRST_BATCHES));
    double slope = flow.picturesPerSecond(Flow.MORE_BATCHES_A_SECOND);
    double ramp = (rate - first) / slope;
    double duringRamp = (first + rate) / 2 * ramp;
    double seconds =
        pictures <= duringRamp
            ? (Math.sqrt(first * first + 2 * slope * pictures) - first) / slope
            : ramp + (pictures - duringRamp) / rate;
    return new Drain(
        pictures, seconds + flow.inHandSeconds(), Math.min(ramp, seconds), pictures / rate);
  }
}
