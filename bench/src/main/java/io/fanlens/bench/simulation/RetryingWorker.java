package io.fanlens.bench.simulation;

import io.fanlens.quota.TargetQuota;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.settings.Target;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The alternatives: send at once, and when that fails wait and try again. */
final class RetryingWorker implements Worker {

  private final SimulationContext context;
  private final List<TargetQuota> quotas;
  private final WeightedChoice choice;
  private final Approach contender;
  private final Map<Target, AdaptiveLimiter> limiters = new HashMap<>();

  RetryingWorker(SimulationContext context, Approach contender) {
    this.context = context;
    this.contender = contender;
    List<TargetQuota> all =
        context.pool().groups().stream().flatMap(group -> group.targets().stream()).toList();
    this.quotas = contender == Approach.SAMPLE ? all.subList(0, 1) : all;
    this.choice = new WeightedChoice(context.random());
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
    if (contender == Approach.ADAPTIVE) {
      wait = limiter(quota.target()).waitFor(context.loop().now());
    }
    wait += RandomTimes.exponential(context.random(), context.meanLateness());
    context
        .loop()
        .after(
            wait,
            () -> {
              if (!job.isDead()) {
                context
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
    if (contender == Approach.ADAPTIVE) {
      limiter(quota.target())
          .answered(answer == SimulatedTarget.Answer.THROTTLED, context.loop().now());
    }
    job.hold();
    if (answer == SimulatedTarget.Answer.OK) {
      job.done(picture);
    } else if (attempt >= contender.attempts()) {
      job.fail(picture);
    } else {
      // The SDK tries again where it was; a loop of one's own draws again.
      TargetQuota next = contender == Approach.ADAPTIVE ? quota : draw();
      context
          .loop()
          .after(
              contender.waitMicros(
                  attempt, answer == SimulatedTarget.Answer.THROTTLED, context.random()),
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
