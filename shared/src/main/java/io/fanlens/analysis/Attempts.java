package io.fanlens.analysis;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.CallProblem;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.analysis.routing.CallSlot;
import io.fanlens.analysis.routing.CallSlots;
import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.SentPicture;
import io.fanlens.quota.reservation.NoCapacityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.core.SdkPojo;

/** The calls made for one picture, one per attempt; the analyzer decides which are retried. */
final class Attempts {

  private final TargetCall target;
  private final ImageOperation operation;
  private final PictureSource picture;
  private final CallSlots slots;
  private final InstantSource clock;
  private CallFailedException lastFault;
  private int calls;

  Attempts(
      TargetCall target,
      ImageOperation operation,
      PictureSource picture,
      CallSlots slots,
      InstantSource clock) {
    this.target = target;
    this.operation = operation;
    this.picture = picture;
    this.slots = slots;
    this.clock = clock;
  }

  /** A refused object is followed by its bytes in any case, so both calls are one attempt. */
  Answer next()
      throws CallFailedException,
          NoSlotException,
          NoCapacityException,
          PictureGoneException,
          BadPictureException,
          InterruptedException {
    try {
      return call();
    } catch (CallFailedException e) {
      if (e.problem() != CallProblem.OBJECT_REFUSED) {
        throw e;
      }
      return call();
    }
  }

  private Answer call()
      throws CallFailedException,
          NoSlotException,
          NoCapacityException,
          PictureGoneException,
          BadPictureException,
          InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    Ready ready = ready();
    SentPicture sent = ready.sent();
    try (CallSlot slot = ready.slot()) {
      calls++;
      Instant start = clock.instant();
      try {
        SdkPojo body = target.send(operation, sent, slot.target());
        Duration latency = Duration.between(start, clock.instant());
        slot.answered();
        picture.confirm(sent);
        return new Answer(body, slot.target().region(), latency, calls, sent);
      } catch (CallFailedException e) {
        slot.failed(e.problem());
        learn(e, sent);
        throw e;
      }
    }
  }

  private void learn(CallFailedException e, SentPicture sent)
      throws PictureGoneException, InterruptedException {
    switch (e.problem()) {
      case SERVICE_FAULT -> lastFault = e;
      case OBJECT_REFUSED -> picture.objectRefused(e.loggedAs());
      case BAD_PICTURE -> picture.confirm(sent);
      case THROTTLED, RAMPED_TOO_FAST, DENIED, REQUEST_REFUSED, INTERRUPTED -> {}
    }
  }

  /**
   * A slot that has begun, with what its target takes. Fetching overlaps the wait for the slot's
   * start time; where it takes longer the slot is lost, and the next one finds the bytes at hand.
   * No slot is held while a picture is converted.
   */
  private Ready ready()
      throws NoSlotException,
          NoCapacityException,
          PictureGoneException,
          BadPictureException,
          InterruptedException {
    while (true) {
      CallSlot slot = nextSlot();
      boolean begun = false;
      try {
        if (picture.needsConversion(slot.target())) {
          slot.close();
          picture.forTarget(slot.target());
          continue;
        }
        SentPicture sent = picture.forTarget(slot.target());
        begun = slot.begin();
        if (begun) {
          return new Ready(slot, sent);
        }
      } finally {
        if (!begun) {
          slot.close();
        }
      }
    }
  }

  /** A faulty call was an attempt, even when no other call can follow it now. */
  private CallSlot nextSlot() throws NoSlotException, NoCapacityException, InterruptedException {
    try {
      return slots.next();
    } catch (CallFailedException e) {
      throw new NoSlotException(e);
    } catch (NoCapacityException e) {
      if (lastFault == null) {
        throw e;
      }
      lastFault.addSuppressed(e);
      throw new NoSlotException(
          new CallFailedException(
              CallProblem.SERVICE_FAULT, lastFault.code(), lastFault.getMessage(), lastFault));
    }
  }

  /** A slot that has begun, and what is sent in it. */
  private record Ready(CallSlot slot, SentPicture sent) {}

  /** No further call can be made; carries the failure to report. */
  static final class NoSlotException extends Exception {

    private static final long serialVersionUID = 1;

    private final CallFailedException failure;

    NoSlotException(CallFailedException failure) {
      super(failure);
      this.failure = failure;
    }

    CallFailedException failure() {
      return failure;
    }
  }
}
