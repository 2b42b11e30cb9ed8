package io.fanlens.functions.api;

import io.fanlens.access.AccessUnavailableException;
import io.fanlens.access.AnswerClaim;
import io.fanlens.access.AnswerKey;
import io.fanlens.access.AnswerTable;
import io.fanlens.access.Counted;
import io.fanlens.functions.api.ApiAnswer.Repeat;
import io.fanlens.functions.api.request.ApiCall;
import io.fanlens.functions.api.request.ApiException;
import io.fanlens.functions.api.request.ApiProblem;
import io.fanlens.functions.api.request.ApiRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a call once where its client names it with {@value #HEADER}: a repeat within a day gets the
 * same answer, and pays nothing. Kept is what was paid for, and what is the picture's own fault. A
 * call that was refused, or failed, may be made again.
 */
final class IdempotentCalls {

  static final String HEADER = "idempotency-key";

  /** Of DynamoDB's 400 KB for an item, of which the rest of it takes less than one. */
  static final int LARGEST = 400_000;

  private static final Logger LOG = LoggerFactory.getLogger(IdempotentCalls.class);
  private static final Duration KEPT = Duration.ofDays(1);

  /** To keep an answer, before the function's time is over. */
  private static final Duration KEEPING = Duration.ofSeconds(1);

  /** By how much the clocks of two instances may differ. */
  private static final Duration SKEW = Duration.ofSeconds(1);

  /** Most calls have ended by then. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

  /** Visible ASCII: what a header can hold without being changed on its way. */
  private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,255}");

  private final ApiCore core;
  private final AnswerTable table;
  private final InstantSource clock;

  IdempotentCalls(ApiCore core, AnswerTable table, InstantSource clock) {
    this.core = core;
    this.table = table;
    this.clock = clock;
  }

  /** Answers a call, or repeats its answer. */
  ApiAnswer answer(Counted caller, ApiRequest request, ApiCall call, CallTime time)
      throws ApiException, AccessUnavailableException, InterruptedException {
    if (!request.has(HEADER)) {
      return core.answer(caller, call, time.lastStart());
    }
    AnswerKey key = key(caller, request.header(HEADER));
    Instant now = clock.instant();
    String owner = UUID.randomUUID().toString();
    AnswerTable.Claim claim =
        new AnswerTable.Claim(CallHash.of(call), owner, time.end().plus(SKEW));
    return switch (table.claim(key, claim, now)) {
      case AnswerClaim.Ours ours -> called(caller, call, time, key, owner);
      case AnswerClaim.Answered answered -> KeptAnswer.read(answered.answer()).again();
      case AnswerClaim.Running running -> throw running(Duration.between(now, running.until()));
      case AnswerClaim.AnotherCall other ->
          throw new ApiException(
              ApiProblem.KEY_OF_ANOTHER_CALL,
              "This Idempotency-Key was used for another call; give each call a key of its own.");
    };
  }

  private static AnswerKey key(Counted caller, String text) throws ApiException {
    if (!(caller instanceof Counted.Client client)) {
      throw new ApiException(
          ApiProblem.BAD_PARAMETER,
          "Idempotency-Key needs a key of this API: callers without one share their addresses with"
              + " others.");
    }
    if (!KEY.matcher(text).matches()) {
      throw new ApiException(
          ApiProblem.BAD_PARAMETER, "Idempotency-Key must have 1 to 255 visible characters, once.");
    }
    return AnswerKey.of(client.keyId(), text);
  }

  private static ApiException running(Duration left) {
    Duration again = left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN;
    return new ApiException(
            ApiProblem.STILL_RUNNING,
            "The call with this Idempotency-Key is being made; its answer will be kept.")
        .retriedAfter(again);
  }

  private ApiAnswer called(Counted caller, ApiCall call, CallTime time, AnswerKey key, String owner)
      throws ApiException, AccessUnavailableException, InterruptedException {
    boolean kept = false;
    try {
      ApiAnswer answer = core.answer(caller, call, time.reserving(KEEPING).lastStart());
      kept = keep(key, owner, KeptAnswer.of(answer));
      return answer.with(kept ? Repeat.KEPT : Repeat.NOT_KEPT);
    } catch (ApiException e) {
      kept = e.problem().isOfThePicture() && keep(key, owner, KeptAnswer.of(e));
      throw e;
    } finally {
      if (!kept) {
        release(key, owner);
      }
    }
  }

  /** An answer that cannot be kept is still an answer. */
  private boolean keep(AnswerKey key, String owner, KeptAnswer answer) {
    byte[] compressed = answer.compressed();
    if (compressed.length > LARGEST) {
      LOG.warn("an answer of {} compressed bytes is too large to be kept", compressed.length);
      return false;
    }
    try {
      return table.keep(key, owner, compressed, clock.instant().plus(KEPT));
    } catch (AccessUnavailableException e) {
      LOG.warn("an answer was not kept for a repeat: {}", e.getMessage());
      return false;
    }
  }

  private void release(AnswerKey key, String owner) {
    try {
      table.release(key, owner, clock.instant());
    } catch (AccessUnavailableException e) {
      LOG.warn("an idempotency key stays in use for seconds: {}", e.getMessage());
    }
  }
}
