package io.fanlens.bench.simulation.door;

/**
 * What became of the requests before the API.
 *
 * @param byGateway refused by its throttle
 * @param byConcurrency refused because no instance was free
 * @param byLimit refused by their client's limit
 * @param byQuota refused because no start was free
 * @param overLimit calls that were allowed beyond a client's limit
 * @param overQuota calls that Rekognition throttled
 * @param refusalP99 seconds until the function refused
 * @param ofBusiest part of its requests that the busiest client got answered
 * @param ofOthers the same of all others together
 * @param leastOfOthers answers of the other client that got least
 * @param mostOfOthers answers of the other client that got most
 */
public record DoorFigures(
    long requests,
    long answered,
    long byGateway,
    long byConcurrency,
    long byLimit,
    long byQuota,
    long overLimit,
    long overQuota,
    double refusalP99,
    double ofBusiest,
    double ofOthers,
    long leastOfOthers,
    long mostOfOthers) {}
