package io.fanlens.operations.redrive;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Two queues in memory. */
final class FakeDeadLetterQueue implements DeadLetterQueue {

  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  final Deque<DeadLetter> visible = new ArrayDeque<>();
  final Map<String, DeadLetter> taken = new HashMap<>();
  final List<String> sentBodies = new ArrayList<>();
  Set<String> refused = Set.of();
  RuntimeException failsToDelete;
  int deletions;
  int mostTaken;

  void add(String id, String reason) {
    add(id, reason, NOW.minusSeconds(60), "body of " + id);
  }

  void add(String id, String reason, Instant sentAt, String body) {
    visible.add(new DeadLetter(id, "handle", body, reason, sentAt));
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public synchronized long approximateCount() {
    return visible.size();
  }

  @Override
  public synchronized List<DeadLetter> take() {
    List<DeadLetter> letters = new ArrayList<>();
    while (letters.size() < 10 && !visible.isEmpty()) {
      DeadLetter letter = visible.remove();
      taken.put(letter.id(), letter);
      letters.add(letter);
    }
    mostTaken = Math.max(mostTaken, taken.size());
    return letters;
  }

  @Override
  public synchronized Set<String> sendBack(List<DeadLetter> letters) {
    List<DeadLetter> durable = letters.stream().filter(one -> !refused.contains(one.id())).toList();
    durable.forEach(letter -> sentBodies.add(letter.body()));
    return durable.stream().map(DeadLetter::id).collect(Collectors.toSet());
  }

  @Override
  public synchronized void delete(List<DeadLetter> letters) {
    if (failsToDelete != null) {
      throw failsToDelete;
    }
    letters.forEach(letter -> taken.remove(letter.id()));
    deletions += letters.size();
  }

  @Override
  public synchronized void putBack(Collection<DeadLetter> letters) {
    for (DeadLetter letter : letters) {
      DeadLetter whole = taken.remove(letter.id());
      if (whole != null) {
        visible.add(whole);
      }
    }
  }

  synchronized Set<String> visibleIds() {
    return visible.stream().map(DeadLetter::id).collect(Collectors.toSet());
  }
}
