package io.fanlens.analysis.routing;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.quota.WeightedChoice;
import io.fanlens.quota.reservation.DeniedTargets;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The plain strategy: a target is drawn by weight and called at once, whatever other workers send
 * to it. Needs no table, but under load a good part of all calls is throttled.
 */
public final class WeightedDraw implements RoutingStrategy {

  private final WeightedChoice choice;
  private final DeniedTargets denied;
  private final InstantSource clock;

  public WeightedDraw(WeightedChoice choice, DeniedTargets denied, InstantSource clock) {
    this.choice = choice;
    this.denied = denied;
    this.clock = clock;
  }

  @Override
  public CallSlots slots(Operation operation, List<TargetSettings> targets, Instant lastStart) {
    return new Draws(targets, lastStart);
  }

  /** The draws for one picture. */
  private final class Draws implements CallSlots {

    private final List<TargetSettings> targets;
    private final Instant lastStart;
    private final Set<TargetSettings> tried = new HashSet<>();

    Draws(List<TargetSettings> targets, Instant lastStart) {
      this.targets = targets;
      this.lastStart = lastStart;
    }

    @Override
    public CallSlot next() throws CallFailedException {
      if (!isAnotherLeft()) {
        tried.clear();
      }
      List<TargetSettings> left = left();
      if (left.isEmpty()) {
        throw new CallFailedException(
            CallProblem.DENIED,
            "ALL_TARGETS_DENIED",
            "every configured target denied access",
            null);
      }
      if (clock.instant().isAfter(lastStart)) {
        throw new CallFailedException(
            CallProblem.THROTTLED, "OUT_OF_TIME", "no time was left for another call", null);
      }
      return new Drawn(choice.draw(left), tried, lastStart);
    }

    @Override
    public boolean isAnotherLeft() {
      return !left().isEmpty();
    }

    private List<TargetSettings> left() {
      return targets.stream()
          .filter(target -> !tried.contains(target))
          .filter(target -> !denied.isDenied(target.target().key()))
          .toList();
    }
  }

  /** A target that was drawn. */
  private final class Drawn implements CallSlot {

    private final TargetSettings drawn;
    private final Set<TargetSettings> tried;
    private final Instant lastStart;

    Drawn(TargetSettings drawn, Set<TargetSettings> tried, Instant lastStart) {
      this.drawn = drawn;
      this.tried = tried;
      this.lastStart = lastStart;
    }

    @Override
    public Target target() {
      return drawn.target();
    }

    @Override
    public boolean begin() {
      boolean inTime = !clock.instant().isAfter(lastStart);
      if (inTime) {
        tried.add(drawn);
      }
      return inTime;
    }

    @Override
    public void answered() {
      denied.allow(target().key());
    }

    @Override
    public void failed(CallProblem problem) {
      if (problem == CallProblem.DENIED) {
        denied.deny(target().key());
      }
      if (problem == CallProblem.OBJECT_REFUSED) {
        tried.remove(drawn); // it takes the bytes
      }
    }

    @Override
    public void close() {
      // nothing is held
    }
  }
}
