package io.fanlens.bench.realtime;

import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.InMemoryQuotaTable;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.quota.QuotaTable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;

/** Sends the next call in one of the ways, whoever its caller is. */
final class WaySender {

  /** In adaptive mode every process has a limiter of its own, as ten web servers would have. */
  private static final int PROCESSES = 10;

  /** Only counts while the quota table is away, which it never is here. */
  private static final int INSTANCES = 500;

  private WaySender() {}

  static Sender of(Way way, Scenario scenario, Clients clients) {
    return switch (way) {
      case ONE_REGION -> oneRegion(clients.standard(firstRegion(scenario)));
      case RANDOM -> new RetrySender(scenario, Approach.BACKOFF, 0, clients);
      case ADAPTIVE -> adaptive(scenario, clients);
      case FANLENS -> fanlens(scenario, clients);
    };
  }

  private static String firstRegion(Scenario scenario) {
    return scenario.pool().groups().getFirst().targets().getFirst().target().region();
  }

  private static Sender oneRegion(RekognitionClient client) {
    return () -> {
      try {
        client.detectFaces(CallRequests.PICTURE);
        return true;
      } catch (SdkException e) {
        return false;
      }
    };
  }

  private static Sender adaptive(Scenario scenario, Clients clients) {
    List<Sender> processes = new ArrayList<>();
    for (int process = 0; process < PROCESSES; process++) {
      processes.add(new RetrySender(scenario, Approach.ADAPTIVE, process, clients));
    }
    AtomicInteger next = new AtomicInteger();
    return () -> processes.get(Math.floorMod(next.getAndIncrement(), PROCESSES)).send();
  }

  /** One call an instance, as AWS Lambda does it: an idle one takes the call, or a new one. */
  private static Sender fanlens(Scenario scenario, Clients clients) {
    QuotaTable table = new SlowTable(new InMemoryQuotaTable(InstantSource.system()));
    ConcurrentLinkedDeque<Sender> idle = new ConcurrentLinkedDeque<>();
    AtomicInteger instances = new AtomicInteger();
    return () -> {
      Sender free = idle.pollFirst();
      Sender instance =
          free == null
              ? new PermitSender(scenario, INSTANCES, instances.getAndIncrement(), table, clients)
              : free;
      boolean isAnswered = instance.send();
      idle.addFirst(instance);
      return isAnswered;
    };
  }
}
