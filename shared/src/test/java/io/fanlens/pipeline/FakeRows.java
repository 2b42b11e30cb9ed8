package io.fanlens.pipeline;

import io.fanlens.result.Claim;
import io.fanlens.result.PictureVersion;
import io.fanlens.result.ResultRow;
import io.fanlens.result.Rows;
import io.fanlens.settings.Operation;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The table in memory, with the contract of DynamoDbRows. */
final class FakeRows implements Rows {

  record Row(
      String sequencer,
      int attempts,
      String token,
      Instant until,
      String finishedSequencer,
      Map<String, AttributeValue> finished) {}

  final Map<String, Row> rows = new ConcurrentHashMap<>();
  private RuntimeException failure;
  private RuntimeException removalFailure;
  private RuntimeException finishFailure;
  private int finishesToFail;

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

  Map<String, AttributeValue> finished(String key, Operation operation) {
    Row row = rows.get(key + "|" + operation);
    return row == null ? null : row.finished();
  }

  @Override
  public synchronized Claim claim(
      PictureVersion version, Operation operation, Instant until, Instant messageSentAt) {
    if (failure != null) {
      throw failure;
    }
    Row row = rows.get(id(version, operation));
    int attempt = 1;
    if (row != null) {
      AttributeValue deadLettered =
          row.finished() == null ? null : row.finished().get(ResultRow.DEAD_LETTERED_AT);
      boolean redrive =
          deadLettered != null && Long.parseLong(deadLettered.n()) < messageSentAt.toEpochMilli();
      if (row.finishedSequencer() != null
          && row.finishedSequencer().compareTo(version.sequencer()) >= 0
          && !redrive) {
        return new Claim.NotOwed();
      }
      if (row.token() != null) {
        return new Claim.Busy(row.until());
      }
      attempt = version.sequencer().equals(row.sequencer()) ? row.attempts() + 1 : 1;
    }
    String token = UUID.randomUUID().toString();
    rows.put(
        id(version, operation),
        new Row(
            version.sequencer(),
            attempt,
            token,
            until,
            row == null ? null : row.finishedSequencer(),
            row == null ? null : row.finished()));
    return new Claim.Granted(token, attempt);
  }

  @Override
  public synchronized boolean finish(
      PictureVersion version, Operation operation, String token, Map<String, AttributeValue> row) {
    if (finishesToFail > 0) {
      finishesToFail--;
      throw finishFailure;
    }
    Row held = rows.get(id(version, operation));
    if (held == null || !token.equals(held.token())) {
      return false;
    }
    rows.put(
        id(version, operation), new Row(null, 0, null, null, version.sequencer(), Map.copyOf(row)));
    return true;
  }

  @Override
  public synchronized void release(
      PictureVersion version, Operation operation, String token, boolean attemptCounts) {
    rows.computeIfPresent(
        id(version, operation),
        (id, row) ->
            new Row(
                row.sequencer(),
                row.attempts() - (attemptCounts ? 0 : 1),
                null,
                null,
                row.finishedSequencer(),
                row.finished()));
  }

  @Override
  public synchronized void abandon(PictureVersion version, Operation operation, String token) {
    rows.remove(id(version, operation));
  }

  @Override
  public synchronized void remove(PictureVersion removal, Operation operation) {
    if (removalFailure != null) {
      throw removalFailure;
    }
    rows.computeIfPresent(
        id(removal, operation),
        (id, row) ->
            row.finishedSequencer() != null
                    && row.finishedSequencer().compareTo(removal.sequencer()) > 0
                ? row
                : null);
  }

  private static String id(PictureVersion version, Operation operation) {
    return version.key() + "|" + operation;
  }
}
