package io.fanlens.bench.simulation;

/**
 * What a run of synchronous calls came to, over the time measured.
 *
 * @param used share of the quotas that was answered, batch and calls together
 * @param waitP50 seconds from asking for a permit to the start of the call
 * @param answeredPerSecond calls that were sent and answered
 * @param burstPerSecond the batch's
 * @param refused share of the calls that got no permit
 * @param turnedAway share of the calls that found no instance
 * @param throttled share of what was sent to the targets
 * @param writesPerSecond of the quota table, whoever sent them
 * @param writesAPermit writes for a call that was sent, whoever sent it
 * @param failedAPermit writes whose condition did not hold
 */
public record ApiFigures(
    double used,
    double waitP50,
    double waitP99,
    double answeredPerSecond,
    double burstPerSecond,
    double refused,
    double turnedAway,
    double throttled,
    double readsPerSecond,
    double writesPerSecond,
    double writesAPermit,
    double failedAPermit) {}
