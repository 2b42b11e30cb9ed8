package io.fanlens.analysis.routing;

import io.fanlens.analysis.call.CallProblem;
import io.fanlens.quota.CallOutcome;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.quota.reservation.OverdueWatch;
import io.fanlens.quota.reservation.Permits;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reserves a start time in the shared quota before each call, and reports the outcome there. A
 * target that failed is not tried again in the same round.
 */
public final class ReservedQuota implements RoutingStrategy {

  private final Function<Operation, Permits> create;
  private final Map<Operation, Permits> permits = new ConcurrentHashMap<>();

  /**
   * With permits that are created on first use.
   *
   * @param create creates an operation's permits on first use. Not before the first message: all
   *     functions restored from one snapshot would share the owner's name, which must be unique
   */
  public ReservedQuota(Function<Operation, Permits> create) {
    this.create = create;
  }

  @Override
  public CallSlots slots(Operation operation, List<TargetSettings> targets, Instant lastStart) {
    return new ReservedSlots(permits(operation), targets, lastStart);
  }

  @Override
  public Optional<NoCapacity> knownToBeFull(Operation operation) throws InterruptedException {
    Permits shared = permits(operation);
    Optional<NoCapacity> full = shared.knownToBeFull();
    return full.isPresent() ? Optional.of(shared.takeTurn(full.get())) : full;
  }

  private Permits permits(Operation operation) {
    return permits.computeIfAbsent(operation, create);
  }

  /** The slots of one picture. */
  private static final class ReservedSlots implements CallSlots {

    private final Permits permits;
    private final List<TargetSettings> targets;
    private final Instant lastStart;
    private final Set<Target> tried = new HashSet<>();

    ReservedSlots(Permits permits, List<TargetSettings> targets, Instant lastStart) {
      this.permits = permits;
      this.targets = targets;
      this.lastStart = lastStart;
    }

    @Override
    public CallSlot next() throws NoCapacityException, InterruptedException {
      if (!isAnotherLeft()) {
        tried.clear();
      }
      return new ReservedSlot(permits, reserve(), lastStart, tried);
    }

    private Permits.Reserved reserve() throws NoCapacityException, InterruptedException {
      try {
        return reserveAnywhere();
      } catch (NoCapacityException e) {
        throw e.with(permits.takeTurn(e.noCapacity()));
      }
    }

    private Permits.Reserved reserveAnywhere() throws NoCapacityException, InterruptedException {
      try {
        return permits.reserve(tried, lastStart);
      } catch (NoCapacityException e) {
        boolean othersUnavailable =
            switch (e.reason()) {
              case ALL_UNHEALTHY, ALL_DENIED, ALL_TRIED, BUSY -> true;
              case NO_TIME, CLOCK_SKEW, SPENDING_STOP, SPENDING_UNKNOWN -> false;
            };
        if (tried.isEmpty() || !othersUnavailable) {
          throw e;
        }
        tried.clear(); // a target that failed once is better than none
        return permits.reserve(tried, lastStart);
      }
    }

    @Override
    public boolean isAnotherLeft() {
      return targets.stream().anyMatch(target -> !tried.contains(target.target()));
    }
  }

  /** A slot with a reserved start time. */
  private static final class ReservedSlot implements CallSlot {

    private final Permits permits;
    private final Permits.Reserved reserved;
    private final Instant lastStart;
    private final Set<Target> tried;
    private Optional<OverdueWatch> watch = Optional.empty();
    private State state = State.HELD;

    ReservedSlot(Permits permits, Permits.Reserved reserved, Instant lastStart, Set<Target> tried) {
      this.permits = permits;
      this.reserved = reserved;
      this.lastStart = lastStart;
      this.tried = tried;
    }

    @Override
    public Target target() {
      return reserved.permit().target();
    }

    @Override
    public boolean begin() throws InterruptedException {
      state = State.OVER;
      if (!permits.begin(reserved, lastStart)) {
        return false;
      }
      state = State.BEGUN;
      tried.add(target());
      watch = Optional.of(permits.watch(reserved.permit()));
      return true;
    }

    @Override
    public void answered() {
      report(CallOutcome.ANSWERED);
    }

    @Override
    public void failed(CallProblem problem) {
      switch (problem) {
        case THROTTLED -> report(CallOutcome.THROTTLED);
        case RAMPED_TOO_FAST -> report(CallOutcome.RAMPED_TOO_FAST);
        case SERVICE_FAULT -> report(CallOutcome.FAULT);
        case DENIED -> report(CallOutcome.DENIED);
        case BAD_PICTURE, REQUEST_REFUSED -> report(CallOutcome.ANSWERED);
        case OBJECT_REFUSED -> {
          tried.remove(target()); // it takes the bytes
          report(CallOutcome.ANSWERED);
        }
        case INTERRUPTED -> {} // the function's own end; not the target's fault
      }
    }

    private void report(CallOutcome outcome) {
      state = State.OVER;
      watch.ifPresent(OverdueWatch::close);
      permits.report(reserved.permit(), outcome);
    }

    @Override
    public void close() {
      watch.ifPresent(OverdueWatch::close);
      // A probe without an outcome says nothing of its target either: somebody else may probe.
      if (state == State.HELD || (state == State.BEGUN && reserved.permit().isProbe())) {
        permits.giveBack(reserved.permit());
      }
      state = State.OVER;
    }

    /** What has become of the reserved time. */
    private enum State {
      HELD,
      BEGUN,
      OVER
    }
  }
}
