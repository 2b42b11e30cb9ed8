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
 * A start time is reserved in the shared quota before each call, and how the call ended is told
 * there. A target that failed is not asked again in the same round.
 */
public final class ReservedQuota implements RoutingStrategy {

  private final Function<Operation, Permits> create;
  private final Map<Operation, Permits> permits = new ConcurrentHashMap<>();

  /**
   * Reserves.
   *
   * @param create makes an operation's permits when they are first asked for: not before the first
   *     message, because what a function makes earlier is the same in all that start from one
   *     snapshot, and these must have different names
   */
  public ReservedQuota(Function<Operation, Permits> create) {
    this.create = create;
  }

  @Override
  public CallSlots turns(Operation operation, List<TargetSettings> targets, Instant lastStart) {
    return new Reservations(permits(operation), targets, lastStart);
  }

  @Override
  public Optional<NoCapacity> knownToBeFull(Operation operation) {
    return permits(operation).knownToBeFull();
  }

  private Permits permits(Operation operation) {
    return permits.computeIfAbsent(operation, create);
  }

  /** The reservations for one picture. */
  private static final class Reservations implements CallSlots {

    private final Permits permits;
    private final List<TargetSettings> targets;
    private final Instant lastStart;
    private final Set<Target> tried = new HashSet<>();

    Reservations(Permits permits, List<TargetSettings> targets, Instant lastStart) {
      this.permits = permits;
      this.targets = targets;
      this.lastStart = lastStart;
    }

    @Override
    public CallSlot next() throws NoCapacityException, InterruptedException {
      if (!isAnotherLeft()) {
        tried.clear();
      }
      return new Reserved(permits, book(), lastStart, tried);
    }

    private Permits.Booked book() throws NoCapacityException, InterruptedException {
      try {
        return permits.book(tried, lastStart);
      } catch (NoCapacityException e) {
        boolean othersAreOutOfUse =
            switch (e.reason()) {
              case ALL_ILL, ALL_DENIED, ALL_TRIED -> true;
              case BUSY, NO_TIME, CLOCK_OFF, SPENDING_STOP, SPENDING_UNKNOWN -> false;
            };
        if (tried.isEmpty() || !othersAreOutOfUse) {
          throw e;
        }
        tried.clear(); // better one that failed once than none
        return permits.book(tried, lastStart);
      }
    }

    @Override
    public boolean isAnotherLeft() {
      return targets.stream().anyMatch(target -> !tried.contains(target.target()));
    }
  }

  /** A call whose time is reserved. */
  private static final class Reserved implements CallSlot {

    private final Permits permits;
    private final Permits.Booked booked;
    private final Instant lastStart;
    private final Set<Target> tried;
    private Optional<OverdueWatch> watch = Optional.empty();
    private boolean held = true;

    Reserved(Permits permits, Permits.Booked booked, Instant lastStart, Set<Target> tried) {
      this.permits = permits;
      this.booked = booked;
      this.lastStart = lastStart;
      this.tried = tried;
    }

    @Override
    public Target target() {
      return booked.permit().target();
    }

    @Override
    public boolean begin() throws InterruptedException {
      held = false;
      if (!permits.begin(booked, lastStart)) {
        return false;
      }
      tried.add(target());
      watch = Optional.of(permits.watch(booked.permit()));
      return true;
    }

    @Override
    public void answered() {
      tell(CallOutcome.ANSWERED);
    }

    @Override
    public void failed(CallProblem problem) {
      switch (problem) {
        case THROTTLED -> tell(CallOutcome.THROTTLED);
        case TOO_STEEP -> tell(CallOutcome.TOO_STEEP);
        case ILL -> tell(CallOutcome.FAULT);
        case DENIED -> tell(CallOutcome.DENIED);
        case BAD_PICTURE -> tell(CallOutcome.ANSWERED);
        case OBJECT_REFUSED -> {
          tried.remove(target()); // it takes the bytes
          tell(CallOutcome.ANSWERED);
        }
        case CUT_OFF -> {}
      }
    }

    private void tell(CallOutcome outcome) {
      watch.ifPresent(OverdueWatch::close);
      permits.report(booked.permit(), outcome);
    }

    @Override
    public void close() {
      watch.ifPresent(OverdueWatch::close);
      if (held) {
        held = false;
        permits.giveBack(booked.permit());
      }
    }
  }
}
