package io.fanlens.bench.realtime;

import io.fanlens.bench.simulation.Scenario;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.QuotaTable;
import io.fanlens.quota.Sleeper;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.quota.reservation.OverdueWatch;
import io.fanlens.quota.reservation.Permit;
import io.fanlens.quota.reservation.Permits;
import io.fanlens.quota.reservation.QuotaEvents;
import io.fanlens.settings.Target;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.model.ProvisionedThroughputExceededException;

/** Fanlens: a permit first, then the call. */
final class PermitSender implements Sender {

  private static final long DEADLINE_SECONDS = 45;

  private final Permits permits;
  private final Clients clients;

  PermitSender(Scenario scenario, int processes, int process, QuotaTable table, Clients clients) {
    this.clients = clients;
    this.permits =
        new Permits(
            scenario.pool(),
            table,
            scenario.rules(),
            processes,
            "process " + process,
            InstantSource.system(),
            Sleeper.REAL,
            new Random(scenario.seed() + process),
            QuotaEvents.NONE);
  }

  @Override
  public boolean send() throws InterruptedException {
    Set<Target> tried = new HashSet<>();
    Instant deadline = Instant.now().plusSeconds(DEADLINE_SECONDS);
    while (true) {
      try {
        Permit permit = permits.acquire(tried, deadline);
        CallOutcome outcome = call(permit);
        permits.report(permit, outcome);
        if (outcome == CallOutcome.ANSWERED) {
          return true;
        }
        tried.add(permit.target());
      } catch (NoCapacityException e) {
        if (tried.isEmpty()) {
          return false;
        }
        tried.clear();
      }
    }
  }

  private CallOutcome call(Permit permit) {
    OverdueWatch watch = permits.watch(permit);
    try {
      clients.plain(permit.target().region()).detectFaces(CallRequests.PICTURE);
      return CallOutcome.ANSWERED;
    } catch (ProvisionedThroughputExceededException e) {
      return CallOutcome.THROTTLED;
    } catch (SdkException e) {
      return CallOutcome.FAULT;
    } finally {
      watch.close();
    }
  }
}
