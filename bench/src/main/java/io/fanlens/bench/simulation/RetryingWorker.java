package io.fanlens.bench.simulation;

import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.settings.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The alternatives: send at once, and when that fails wait and try again. */
final class RetryingWorker implements Worker {

  private final SimulationContext world;
  private final List<TargetQuota> quotas;
  private final WeightedChoice choice;
  private final Contender way;
  private final Map<Target, AdaptiveLimiter> limiters = new HashMap<>();

  RetryingWorker(SimulationContext world, Contender way) {
    this.world = world;
    this.way = way;
    List<TargetQuota> all =
        world.pool().groups().stream().flatMap(group -> group.targets().stream()).toList();
    this.quotas = way == Contender.SAMPLE ? all.subList(0, 1) : all;
    this.choice = new WeightedChoice(world.random());
  }

  @Override
  public void work(List<SimulatedPicture> batch, Job job) {
    for (SimulatedPicture picture : batch) {
      send(picture, job, draw(), 1);
    }
  }

  private TargetQuota draw() {
    return choice.draw(quotas, TargetQuota::weight);
  }

  private void send(SimulatedPicture picture, Job job, TargetQuota quota, int attempt) {
    long wait = 0;
    if (way == Contender.ADAPTIVE) {
      wait = limiter(quota.target()).waitFor(world.loop().now());
    }
    wait += RandomTimes.exponential(world.random(), world.meanLateness());
    world
        .loop()
        .after(
            wait,
            () -> {
              if (!job.isDead()) {
                world
                    .targets()
                    .get(quota.target())
                    .call(answer -> ended(picture, job, quota, attempt, answer));
              }
            });
  }

  private void ended(
      SimulatedPicture picture,
      Job job,
      TargetQuota quota,
      int attempt,
      SimulatedTarget.Answer answer) {
    if (job.isDead()) {
      return;
    }
    if (way == Contender.ADAPTIVE) {
      limiter(quota.target())
          .answered(answer == SimulatedTarget.Answer.THROTTLED, world.loop().now());
    }
    job.hold();
    if (answer == SimulatedTarget.Answer.OK) {
      job.done(picture);
    } else if (attempt >= way.attempts()) {
      job.fail(picture);
    } else {
      // The SDK tries again where it was; a loop of one's own draws again.
      TargetQuota next = way == Contender.ADAPTIVE ? quota : draw();
      world
          .loop()
          .after(
              way.waitMicros(attempt, answer == SimulatedTarget.Answer.THROTTLED, world.random()),
              () -> {
                if (!job.isDead()) {
                  send(picture, job, next, attempt + 1);
                }
              });
    }
    job.release();
  }

  private AdaptiveLimiter limiter(Target target) {
    return limiters.computeIfAbsent(target, t -> new AdaptiveLimiter());
  }
}
