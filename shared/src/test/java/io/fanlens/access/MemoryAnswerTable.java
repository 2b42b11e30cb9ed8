package io.fanlens.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Kept answers in memory, with the conditions that the real table checks. */
public final class MemoryAnswerTable implements AnswerTable {

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Item(Claim claim, byte[] answer, long expiresAt) {}

  private final Map<AnswerKey, Item> items = new HashMap<>();
  private boolean away;
  private boolean ownerGone;

  @Override
  public synchronized AnswerClaim claim(AnswerKey key, Claim claim, Instant now)
      throws AccessUnavailableException {
    answering();
    Item met = items.get(key);
    boolean free =
        met == null
            || met.expiresAt() <= now.getEpochSecond()
            || met.claim().owner().equals(claim.owner())
            || (met.answer() == null
                && met.claim().call().equals(claim.call())
                && met.claim().until().isBefore(now));
    if (free) {
      items.put(key, new Item(claim, null, now.getEpochSecond() + 86_400));
      return new AnswerClaim.Ours();
    }
    if (!met.claim().call().equals(claim.call())) {
      return new AnswerClaim.AnotherCall();
    }
    return met.answer() == null
        ? new AnswerClaim.Running(met.claim().until())
        : new AnswerClaim.Answered(met.answer());
  }

  @Override
  public synchronized boolean keep(AnswerKey key, String owner, byte[] answer, Instant expiresAt)
      throws AccessUnavailableException {
    answering();
    Item met = items.get(key);
    if (ownerGone || met == null || !met.claim().owner().equals(owner)) {
      return false;
    }
    items.put(key, new Item(met.claim(), answer.clone(), expiresAt.getEpochSecond()));
    return true;
  }

  @Override
  public synchronized void release(AnswerKey key, String owner, Instant now)
      throws AccessUnavailableException {
    answering();
    Item met = items.get(key);
    if (!ownerGone && met != null && met.answer() == null && met.claim().owner().equals(owner)) {
      items.remove(key);
    }
  }

  private void answering() throws AccessUnavailableException {
    if (away) {
      throw new AccessUnavailableException("away", null);
    }
  }

  /** As if every owner were killed in the middle of its call. */
  public void ownersAreGone(boolean changed) {
    ownerGone = changed;
  }

  public void away(boolean changed) {
    away = changed;
  }

  /** What is known of calls: no text of a client, and no picture. */
  @Override
  public synchronized String toString() {
    return items.toString();
  }
}
