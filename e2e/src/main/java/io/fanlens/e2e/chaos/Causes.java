package io.fanlens.e2e.chaos;

import io.fanlens.local.rekognition.log.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a call that was paid for brought no row. */
final class Causes {

  private final Journal journal;
  private final Duration callTimeout;
  private final Duration functionTimeout;

  Causes(Journal journal, Duration callTimeout, Duration functionTimeout) {
    this.journal = journal;
    this.callTimeout = callTimeout;
    this.functionTimeout = functionTimeout;
  }

  /**
   * Empty when nothing that happened explains it.
   *
   * @param all calls about the same picture, for the same operation
   */
  Optional<String> of(String key, Call call, List<Call> all) {
    if (call.outcome().equals(Call.LOST)) {
      return Optional.of("its answer was lost on the way: the connection was cut");
    }
    List<Journal.Write> finishes =
        journal.writes(key).stream()
            .filter(write -> write.operation().equals(call.operation()))
            .filter(write -> write.child().equals(call.caller()))
            .filter(write -> write.what().equals(StorageFaults.FINISH))
            .filter(write -> !write.at().isBefore(call.end()))
            .toList();
    Optional<Journal.Death> death = journal.death(call.caller());
    boolean stored = finishes.stream().anyMatch(Journal.Write::isDone);
    if (!stored && death.isPresent() && death.get().at().isAfter(call.time())) {
      Instant died = death.get().at();
      if (died.isBefore(call.end())) {
        return Optional.of("in flight when its process was " + death.get().how());
      }
      if (Duration.between(call.end(), died).compareTo(functionTimeout) <= 0) {
        return Optional.of("answered, and not written when its process was " + death.get().how());
      }
    }
    if (Duration.ofMillis(call.millis()).compareTo(callTimeout) >= 0) {
      return Optional.of("no answer within the call's time-out: Rekognition hung");
    }
    if (!stored && !finishes.isEmpty()) {
      boolean superseded = finishes.stream().anyMatch(write -> write.status() == 400);
      return Optional.of(
          superseded
              ? "its write lost to a newer version or a removal"
              : "its write did not get through as long as the function had time");
    }
    return wasGivenUpOn(call, all)
        ? Optional.of("its answer did not reach the process within the call's time-out")
        : Optional.empty();
  }

  /** The process asked again, and not before its client had to give the first call up. */
  private boolean wasGivenUpOn(Call call, List<Call> all) {
    return all.stream()
        .filter(later -> later.caller().equals(call.caller()))
        .anyMatch(later -> !later.time().isBefore(call.time().plus(callTimeout)));
  }
}
