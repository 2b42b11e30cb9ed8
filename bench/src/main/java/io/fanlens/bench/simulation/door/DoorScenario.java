package io.fanlens.bench.simulation.door;

import io.fanlens.access.CallLimit;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;

/**
 * Requests of many clients before the API: one client sends half of them, the others the rest.
 *
 * @param requestsPerSecond of all clients, at random times
 * @param seconds that they come for
 * @param clients at least two
 * @param limit of each client
 * @param gatewayRate requests a second that the gateway lets in
 * @param gatewayBurst requests that it lets in at once
 * @param instances of the function at most
 * @param rules by which calls reserve
 */
public record DoorScenario(
    double requestsPerSecond,
    double seconds,
    int clients,
    CallLimit limit,
    double gatewayRate,
    int gatewayBurst,
    int instances,
    QuotaPool pool,
    QuotaRules rules,
    long seed) {}
