package io.fanlens.functions.page;

import io.fanlens.redrive.DeadLetter;
import io.fanlens.redrive.DeadLetterQueue;
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

/** Three dead letters, one of another reason. */
final class FewDeadLetters implements DeadLetterQueue {

  private static final Instant NOW = Instant.parse("2026-11-22T06:17:28Z");

  private final Deque<DeadLetter> visible = new ArrayDeque<>();
  private final Map<String, DeadLetter> received = new HashMap<>();

  FewDeadLetters() {
    for (String reason : List.of("FAULT", "SLOW", "FAULT")) {
      String id = "message-" + visible.size();
      visible.add(new DeadLetter(id, id, "body of " + id, reason, NOW.minusSeconds(60)));
    }
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
    List<DeadLetter> some = new ArrayList<>(visible);
    visible.clear();
    some.forEach(each -> received.put(each.id(), each));
    return some;
  }

  @Override
  public Set<String> redrive(List<DeadLetter> deadLetters) {
    return deadLetters.stream().map(DeadLetter::id).collect(Collectors.toSet());
  }

  @Override
  public synchronized void delete(List<DeadLetter> deadLetters) {
    deadLetters.forEach(each -> received.remove(each.id()));
  }

  @Override
  public synchronized void release(Collection<DeadLetter> deadLetters) {
    for (DeadLetter each : deadLetters) {
      DeadLetter whole = received.remove(each.id());
      if (whole != null) {
        visible.add(whole);
      }
    }
  }
}
