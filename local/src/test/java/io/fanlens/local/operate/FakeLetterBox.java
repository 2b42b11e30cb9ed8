package io.fanlens.local.operate;

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
final class FakeLetterBox implements LetterBox {

  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  final Deque<Letter> visible = new ArrayDeque<>();
  final Map<String, Letter> taken = new HashMap<>();
  final List<String> sentBodies = new ArrayList<>();
  Set<String> refused = Set.of();
  RuntimeException failsToDelete;
  int deletions;
  int mostTaken;

  void add(String id, String reason) {
    add(id, reason, NOW.minusSeconds(60), "body of " + id);
  }

  void add(String id, String reason, Instant sentAt, String body) {
    visible.add(new Letter(id, "handle", body, reason, sentAt));
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
  public synchronized List<Letter> take() {
    List<Letter> letters = new ArrayList<>();
    while (letters.size() < 10 && !visible.isEmpty()) {
      Letter letter = visible.remove();
      taken.put(letter.id(), letter);
      letters.add(letter);
    }
    mostTaken = Math.max(mostTaken, taken.size());
    return letters;
  }

  @Override
  public synchronized Set<String> sendBack(List<Letter> letters) {
    List<Letter> durable = letters.stream().filter(one -> !refused.contains(one.id())).toList();
    durable.forEach(letter -> sentBodies.add(letter.body()));
    return durable.stream().map(Letter::id).collect(Collectors.toSet());
  }

  @Override
  public synchronized void delete(List<Letter> letters) {
    if (failsToDelete != null) {
      throw failsToDelete;
    }
    letters.forEach(letter -> taken.remove(letter.id()));
    deletions += letters.size();
  }

  @Override
  public synchronized void putBack(Collection<Letter> letters) {
    for (Letter letter : letters) {
      Letter whole = taken.remove(letter.id());
      if (whole != null) {
        visible.add(whole);
      }
    }
  }

  synchronized Set<String> visibleIds() {
    return visible.stream().map(Letter::id).collect(Collectors.toSet());
  }
}
