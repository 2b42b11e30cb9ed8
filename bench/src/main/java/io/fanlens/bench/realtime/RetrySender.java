package io.fanlens.bench.realtime;

import io.fanlens.bench.simulation.Approach;
import io.fanlens.bench.simulation.Scenario;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.WeightedChoice;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.ProvisionedThroughputExceededException;

/** The alternatives: a weighted draw, then backoff of one's own or the SDK's adaptive mode. */
final class RetrySender implements Sender {

  private final List<TargetQuota> quotas;
  private final Approach contender;
  private final int process;
  private final Clients clients;
  private final Random random;
  private final WeightedChoice choice;

  RetrySender(Scenario scenario, Approach contender, int process, Clients clients) {
    this.quotas = scenario.pool().groups().getFirst().targets();
    this.contender = contender;
    this.process = process;
    this.clients = clients;
    this.random = new Random(scenario.seed() + process);
    this.choice = new WeightedChoice(random);
  }

  @Override
  public boolean send() throws InterruptedException {
    int attempts = contender == Approach.ADAPTIVE ? 1 : contender.attempts();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      String region = choice.draw(quotas, TargetQuota::weight).target().region();
      RekognitionClient client =
          contender == Approach.ADAPTIVE
              ? clients.adaptive(process, region)
              : clients.plain(region);
      boolean throttled;
      try {
        client.detectFaces(CallRequests.PICTURE);
        return true;
      } catch (ProvisionedThroughputExceededException e) {
        throttled = true;
      } catch (SdkException e) {
        throttled = false;
      }
      if (attempt < attempts) {
        Thread.sleep(Duration.ofNanos(1_000 * contender.waitMicros(attempt, throttled, random)));
      }
    }
    return false;
  }
}
