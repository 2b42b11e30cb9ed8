package io.fanlens.analysis.routing;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.quota.reservation.NoCapacity;
import io.fanlens.quota.reservation.NoCapacityException;
import io.fanlens.quota.reservation.QuotaEvents;
import io.fanlens.settings.Operation;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import io.fanlens.spending.SpendingStop;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Limits another strategy to the daily number of paid calls. A call is counted before its slot is
 * taken, and uncounted when it was not sent or was refused: a throttled call costs nothing. A call
 * without an answer may have been billed, so it stays counted.
 */
public final class LimitedSpending implements RoutingStrategy {

  private final RoutingStrategy routing;
  private final SpendingStop stop;
  private final ToIntFunction<Operation> billedCalls;
  private final QuotaEvents events;

  public LimitedSpending(
      RoutingStrategy routing,
      SpendingStop stop,
      ToIntFunction<Operation> billedCalls,
      QuotaEvents events) {
    this.routing = routing;
    this.stop = stop;
    this.billedCalls = billedCalls;
    this.events = events;
  }

  @Override
  public Optional<NoCapacity> knownToBeFull(Operation operation) throws InterruptedException {
    Optional<NoCapacity> spent = stop.knownToBeSpent();
    spent.ifPresent(none -> events.refused(operation.apiName(), none));
    return spent.isPresent() ? spent : routing.knownToBeFull(operation);
  }

  @Override
  public CallSlots slots(Operation operation, List<TargetSettings> targets, Instant lastStart) {
    return new PaidSlots(operation, routing.slots(operation, targets, lastStart));
  }

  /** The slots of one picture, each counted against the daily limit. */
  private final class PaidSlots implements CallSlots {

    private final Operation operation;
    private final CallSlots slots;
    private final int calls;

    PaidSlots(Operation operation, CallSlots slots) {
      this.operation = operation;
      this.slots = slots;
      this.calls = billedCalls.applyAsInt(operation);
    }

    @Override
    public CallSlot next() throws CallFailedException, NoCapacityException, InterruptedException {
      LocalDate today = stop.today();
      Optional<NoCapacity> spent = stop.take(calls);
      if (spent.isPresent()) {
        events.refused(operation.apiName(), spent.get());
        throw new NoCapacityException(operation.apiName(), spent.get());
      }
      boolean granted = false;
      try {
        CallSlot slot = new PaidSlot(slots.next(), calls, today);
        granted = true;
        return slot;
      } finally {
        if (!granted) {
          stop.giveBack(calls, today);
        }
      }
    }

    @Override
    public boolean isAnotherLeft() {
      return slots.isAnotherLeft();
    }
  }

  /** A slot whose call is counted in advance. */
  private final class PaidSlot implements CallSlot {

    private final CallSlot slot;
    private final int calls;
    private final LocalDate takenOn;
    private boolean unused = true;

    PaidSlot(CallSlot slot, int calls, LocalDate takenOn) {
      this.slot = slot;
      this.calls = calls;
      this.takenOn = takenOn;
    }

    @Override
    public Target target() {
      return slot.target();
    }

    @Override
    public boolean begin() throws InterruptedException {
      unused = !slot.begin();
      return !unused;
    }

    @Override
    public void answered() {
      slot.answered();
    }

    @Override
    public void failed(CallProblem problem) {
      slot.failed(problem);
      if (!problem.mayBeBilled()) {
        stop.giveBack(calls, takenOn);
      }
    }

    @Override
    public void close() {
      slot.close();
      if (unused) {
        unused = false;
        stop.giveBack(calls, takenOn);
      }
    }
  }
}
