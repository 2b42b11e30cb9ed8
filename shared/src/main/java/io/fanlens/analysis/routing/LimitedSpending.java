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
 * Spreads calls as another way does, but only as long as the day's paid calls last. They are taken
 * before a call's turn, and put back when it was not sent or was refused: what is throttled costs
 * nothing. A call without an answer may have been billed, so it stays counted.
 */
public final class LimitedSpending implements RoutingStrategy {

  private final RoutingStrategy spread;
  private final SpendingStop stop;
  private final ToIntFunction<Operation> billedCalls;
  private final QuotaEvents events;

  public LimitedSpending(
      RoutingStrategy spread,
      SpendingStop stop,
      ToIntFunction<Operation> billedCalls,
      QuotaEvents events) {
    this.spread = spread;
    this.stop = stop;
    this.billedCalls = billedCalls;
    this.events = events;
  }

  @Override
  public Optional<NoCapacity> knownToBeFull(Operation operation) {
    Optional<NoCapacity> spent = stop.knownToBeSpent();
    spent.ifPresent(none -> events.refused(operation.apiName(), none));
    return spent.isPresent() ? spent : spread.knownToBeFull(operation);
  }

  @Override
  public CallSlots turns(Operation operation, List<TargetSettings> targets, Instant lastStart) {
    return new Paid(operation, spread.turns(operation, targets, lastStart));
  }

  /** The turns of one picture, each taken out of the day's calls. */
  private final class Paid implements CallSlots {

    private final Operation operation;
    private final CallSlots turns;
    private final int calls;

    Paid(Operation operation, CallSlots turns) {
      this.operation = operation;
      this.turns = turns;
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
      boolean given = false;
      try {
        CallSlot turn = new PaidTurn(turns.next(), calls, today);
        given = true;
        return turn;
      } finally {
        if (!given) {
          stop.giveBack(calls, today);
        }
      }
    }

    @Override
    public boolean isAnotherLeft() {
      return turns.isAnotherLeft();
    }
  }

  /** One call that was paid for in advance. */
  private final class PaidTurn implements CallSlot {

    private final CallSlot turn;
    private final int calls;
    private final LocalDate takenOn;
    private boolean owed = true;

    PaidTurn(CallSlot turn, int calls, LocalDate takenOn) {
      this.turn = turn;
      this.calls = calls;
      this.takenOn = takenOn;
    }

    @Override
    public Target target() {
      return turn.target();
    }

    @Override
    public boolean begin() throws InterruptedException {
      owed = !turn.begin();
      return !owed;
    }

    @Override
    public void answered() {
      turn.answered();
    }

    @Override
    public void failed(CallProblem problem) {
      turn.failed(problem);
      switch (problem) {
        case THROTTLED, TOO_STEEP, DENIED, OBJECT_REFUSED, BAD_PICTURE ->
            stop.giveBack(calls, takenOn);
        case ILL, CUT_OFF -> {}
      }
    }

    @Override
    public void close() {
      turn.close();
      if (owed) {
        owed = false;
        stop.giveBack(calls, takenOn);
      }
    }
  }
}
