package io.fanlens.bench.sim;

import io.fanlens.quota.Target;
import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.WeightedChoice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The alternatives: send at once, and when that fails wait and try again. */
final class RetryingWorker implements Worker {

  private final World world;
  private final List<TargetQuota> quotas;
  private final WeightedChoice choice;
  private final Way way;
  private final Map<Target, AdaptiveLimiter> limiters = new HashMap<>();

  RetryingWorker(World world, Way way) {
    this.world = world;
    this.way = way;
    List<TargetQuota> all =
        world.pool().groups().stream().flatMap(group -> group.targets().stream()).toList();
    this.quotas = way == Way.SAMPLE ? all.subList(0, 1) : all;
    this.choice = new WeightedChoice(world.random());
  }

  @Override
  public void work(List<Picture> batch, Job job) {
    for (Picture picture : batch) {
      send(picture, job, draw(), 1);
    }
  }

  private TargetQuota draw() {
    return choice.draw(quotas, TargetQuota::weight);
  }

  private void send(Picture picture, Job job, TargetQuota quota, int attempt) {
    long wait = 0;
    if (way == Way.ADAPTIVE) {
      wait = limiter(quota.target()).waitFor(world.loop().now());
    }
    wait += Chance.exponential(world.random(), world.meanLateness());
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
      Picture picture, Job job, TargetQuota quota, int attempt, SimTarget.Answer answer) {
    if (job.isDead()) {
      return;
    }
    if (way == Way.ADAPTIVE) {
      limiter(quota.target()).answered(answer == SimTarget.Answer.THROTTLED, world.loop().now());
    }
    job.hold();
    if (answer == SimTarget.Answer.OK) {
      job.done(picture);
    } else if (attempt >= way.attempts()) {
      job.fail(picture);
    } else {
      // The SDK tries again where it was; a loop of one's own draws again.
      TargetQuota next = way == Way.ADAPTIVE ? quota : draw();
      world
          .loop()
          .after(
              way.waitMicros(attempt, answer == SimTarget.Answer.THROTTLED, world.random()),
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
