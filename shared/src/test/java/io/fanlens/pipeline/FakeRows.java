package io.fanlens.pipeline;

import io.fanlens.result.Claim;
import io.fanlens.result.ClaimLostException;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.result.ResultTableUnavailableException;
import io.fanlens.result.Rows;
import io.fanlens.settings.Operation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table in memory, with the contract of DynamoDbRows. */
final class FakeRows implements Rows {

  /**
   * @param token empty for a claim that was released
   */
  private record Held(
      PictureVersion version,
      int attempts,
      String token,
      Instant until,
      Optional<Claim.Failure> gaveUp) {}

  private record Done(PictureVersion version, String token, Map<String, AttributeValue> row) {}

  private record Item(Optional<Held> claim, Optional<Done> done) {}

  private static final Item NONE = new Item(Optional.empty(), Optional.empty());

  private final Map<String, Item> items = new ConcurrentHashMap<>();
  private Instant now = Instant.EPOCH;
  private RuntimeException failure;
  private RuntimeException removalFailure;
  private RuntimeException finishFailure;
  private int finishesToFail;
  int releases;
  int quickReleases;

  void failWith(RuntimeException e) {
    failure = e;
  }

  void failRemovals(RuntimeException e) {
    removalFailure = e;
  }

  void failFinishes(int times, RuntimeException e) {
    finishesToFail = times;
    finishFailure = e;
  }

  void failFinishes(int times) {
    failFinishes(
        times, new ResultTableUnavailableException(new IllegalStateException("unavailable")));
  }

  /** Claims that ended before may be taken over. */
  void at(Instant time) {
    now = time;
  }

  int size() {
    return items.size();
  }

  Map<String, AttributeValue> finished(String key, Operation operation) {
    return items.getOrDefault(key + "|" + operation, NONE).done().map(Done::row).orElse(null);
  }

  boolean isClaimed(String key, Operation operation) {
    return items.getOrDefault(key + "|" + operation, NONE).claim().isPresent();
  }

  @Override
  public synchronized Claim claim(
      PictureVersion version, Operation operation, Instant until, Instant messageSentAt) {
    if (failure != null) {
      throw failure;
    }
    Item item = items.getOrDefault(id(version, operation), NONE);
    if (item.done().filter(done -> !isOpen(done, version, messageSentAt)).isPresent()) {
      return new Claim.NotOwed();
    }
    Claim.Granted granted = new Claim.Granted(UUID.randomUUID().toString(), 1);
    if (item.claim().isPresent()) {
      Held held = item.claim().get();
      int order = held.version().sequencer().compareTo(version.sequencer());
      if (order > 0) {
        return new Claim.NotOwed();
      }
      boolean isReleased = held.token().isEmpty();
      if (order == 0 && !isReleased && !held.until().isBefore(now)) {
        return new Claim.Busy(held.until());
      }
      if (order == 0) {
        granted =
            new Claim.Granted(granted.token(), held.attempts() + 1, !isReleased, held.gaveUp());
      }
    }
    Held held = new Held(version, granted.attempt(), granted.token(), until, granted.gaveUp());
    items.put(id(version, operation), new Item(Optional.of(held), item.done()));
    return granted;
  }

  private static boolean isOpen(Done done, PictureVersion version, Instant messageSentAt) {
    int order = done.version().sequencer().compareTo(version.sequencer());
    AttributeValue deadLettered = done.row().get(ResultRow.DEAD_LETTERED_AT);
    return order < 0
        || (order == 0
            && deadLettered != null
            && Long.parseLong(deadLettered.n()) < messageSentAt.toEpochMilli());
  }

  @Override
  public synchronized boolean finish(
      PictureVersion version, Operation operation, String token, Map<String, AttributeValue> row) {
    if (finishesToFail > 0) {
      finishesToFail--;
      throw finishFailure;
    }
    Item item = items.getOrDefault(id(version, operation), NONE);
    if (item.done().filter(done -> done.token().equals(token)).isPresent()) {
      return true;
    }
    if (item.claim().filter(held -> held.token().equals(token)).isEmpty()) {
      if (item.claim().filter(held -> isSame(held.version(), version)).isPresent()) {
        throw new ClaimLostException();
      }
      return false;
    }
    Done done = new Done(version, token, Map.copyOf(row));
    items.put(id(version, operation), new Item(Optional.empty(), Optional.of(done)));
    return true;
  }

  private static boolean isSame(PictureVersion one, PictureVersion other) {
    return one.sequencer().equals(other.sequencer());
  }

  @Override
  public synchronized void release(
      PictureVersion version, Operation operation, String token, boolean attemptCounts) {
    if (Thread.currentThread().isInterrupted()) {
      throw new AssertionError("the interrupt would cut the request off");
    }
    releases++;
    release(version, operation, token, attemptCounts, Optional.empty());
  }

  @Override
  public synchronized void releaseQuickly(
      PictureVersion version, Operation operation, String token, boolean attemptCounts) {
    quickReleases++;
    release(version, operation, token, attemptCounts);
  }

  @Override
  public synchronized void giveUpLater(
      PictureVersion version, Operation operation, String token, Claim.Failure why) {
    release(version, operation, token, true, Optional.of(why));
  }

  private void release(
      PictureVersion version,
      Operation operation,
      String token,
      boolean attemptCounts,
      Optional<Claim.Failure> why) {
    items.computeIfPresent(
        id(version, operation),
        (id, item) ->
            item.claim()
                .filter(held -> held.token().equals(token))
                .map(
                    held ->
                        new Held(
                            held.version(),
                            held.attempts() - (attemptCounts ? 0 : 1),
                            "",
                            Instant.MIN,
                            why.or(held::gaveUp)))
                .map(held -> new Item(Optional.of(held), item.done()))
                .orElse(item));
  }

  @Override
  public synchronized void abandon(PictureVersion version, Operation operation, String token) {
    drop(version, operation, held -> !held.token().equals(token), done -> true);
  }

  @Override
  public synchronized void remove(PictureVersion removal, Operation operation) {
    if (removalFailure != null) {
      throw removalFailure;
    }
    drop(
        removal,
        operation,
        held -> !isRemoved(held.version(), removal),
        done -> !isRemoved(done.version(), removal));
  }

  private static boolean isRemoved(PictureVersion version, PictureVersion removal) {
    return version.sequencer().compareTo(removal.sequencer()) < 0
        && (removal.versionId().isEmpty() || removal.versionId().equals(version.versionId()));
  }

  private void drop(
      PictureVersion version,
      Operation operation,
      Predicate<Held> keepsClaim,
      Predicate<Done> keepsRow) {
    items.computeIfPresent(
        id(version, operation),
        (id, item) -> {
          Item left = new Item(item.claim().filter(keepsClaim), item.done().filter(keepsRow));
          return left.equals(NONE) ? null : left;
        });
  }

  private static String id(PictureVersion version, Operation operation) {
    return version.key() + "|" + operation;
  }
}
