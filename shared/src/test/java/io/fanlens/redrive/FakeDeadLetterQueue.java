package io.fanlens.redrive;

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

/** An in-memory dead-letter queue with its source queue. */
final class FakeDeadLetterQueue implements DeadLetterQueue {

  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  final Deque<DeadLetter> visible = new ArrayDeque<>();
  final Map<String, DeadLetter> received = new HashMap<>();
  final List<String> sentBodies = new ArrayList<>();
  Set<String> refused = Set.of();
  RuntimeException failsToDelete;
  int deletions;
  int maxReceived;

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
  public synchronized List<DeadLetter> receive() {
    List<DeadLetter> deadLetters = new ArrayList<>();
    while (deadLetters.size() < 10 && !visible.isEmpty()) {
      DeadLetter deadLetter = visible.remove();
      received.put(deadLetter.id(), deadLetter);
      deadLetters.add(deadLetter);
    }
    maxReceived = Math.max(maxReceived, received.size());
    return deadLetters;
  }

  @Override
  public synchronized Set<String> redrive(List<DeadLetter> deadLetters) {
    List<DeadLetter> durable =
        deadLetters.stream().filter(one -> !refused.contains(one.id())).toList();
    durable.forEach(deadLetter -> sentBodies.add(deadLetter.body()));
    return durable.stream().map(DeadLetter::id).collect(Collectors.toSet());
  }

  @Override
  public synchronized void delete(List<DeadLetter> deadLetters) {
    if (failsToDelete != null) {
      throw failsToDelete;
    }
    deadLetters.forEach(deadLetter -> received.remove(deadLetter.id()));
    deletions += deadLetters.size();
  }

  @Override
  public synchronized void release(Collection<DeadLetter> deadLetters) {
    for (DeadLetter deadLetter : deadLetters) {
      DeadLetter whole = received.remove(deadLetter.id());
      if (whole != null) {
        visible.add(whole);
      }
    }
  }

  synchronized Set<String> visibleIds() {
    return visible.stream().map(DeadLetter::id).collect(Collectors.toSet());
  }
}
