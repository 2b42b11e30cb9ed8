package io.fanlens.e2e.chaos;

import io.fanlens.result.KeyHash;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everything that happened, with its time: the audit finds causes in it, and prints an object's
 * history.
 */
final class Journal {

  /** One line of an object's history. */
  record Line(Instant at, String text) {}

  /** A new version of an object, or its removal, as its event tells. */
  record Event(Instant at, String key, String name, String sequencer, String eTag) {
    boolean isRemoval() {
      return name.startsWith("ObjectRemoved");
    }
  }

  /** A write of the function to the table of results, and what came of it. */
  record Write(
      Instant at,
      String child,
      String key,
      String operation,
      String what,
      String sequencer,
      int status,
      boolean answered) {

    boolean isDone() {
      return status / 100 == 2;
    }
  }

  /** The end of one of the function's processes. */
  record Death(Instant at, String how) {}

  /** The log names a picture by so much of its key's hash. */
  private static final int LOGGED_DIGITS = 16;

  private final InstantSource clock;
  private final Map<String, List<Line>> lines = new ConcurrentHashMap<>();
  private final Map<String, String> keysByHash = new ConcurrentHashMap<>();
  private final Map<String, List<Event>> events = new ConcurrentHashMap<>();
  private final Map<String, List<Write>> writes = new ConcurrentHashMap<>();
  private final Map<String, Death> deaths = new ConcurrentHashMap<>();
  private final Map<String, String> intended = new ConcurrentHashMap<>();

  Journal(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** Of an object. */
  void note(String key, String text) {
    note(key, now(), text);
  }

  /** Of an object, when it is heard of later. */
  void note(String key, Instant at, String text) {
    lines.computeIfAbsent(key, this::linesOf).add(new Line(at, text));
  }

  private List<Line> linesOf(String key) {
    keysByHash.put(KeyHash.of(key, LOGGED_DIGITS), key);
    return new CopyOnWriteArrayList<>();
  }

  /** The object that the function's log names so. */
  Optional<String> keyOf(String hash) {
    return Optional.ofNullable(keysByHash.get(hash));
  }

  void event(Event event) {
    events.computeIfAbsent(event.key(), k -> new CopyOnWriteArrayList<>()).add(event);
  }

  void write(Write write) {
    writes.computeIfAbsent(write.key(), k -> new CopyOnWriteArrayList<>()).add(write);
    note(
        write.key(),
        "%s %s %s by %s: %s%s"
            .formatted(
                write.operation(),
                write.what(),
                write.sequencer(),
                write.child(),
                write.isDone() ? "done" : "not done, " + write.status(),
                write.answered() ? "" : ", its answer lost"));
  }

  /** What is about to end a process. */
  void intend(String child, String how) {
    intended.putIfAbsent(child, how);
  }

  void death(String child, String how) {
    deaths.putIfAbsent(child, new Death(now(), intended.getOrDefault(child, how)));
  }

  Optional<Death> death(String child) {
    return Optional.ofNullable(deaths.get(child));
  }

  long deaths() {
    return deaths.size();
  }

  List<Event> events(String key) {
    return events.getOrDefault(key, List.of());
  }

  List<Write> writes(String key) {
    return writes.getOrDefault(key, List.of());
  }

  /** Everything about one object, in the order of time. */
  List<Line> history(String key) {
    List<Line> all = new ArrayList<>(lines.getOrDefault(key, List.of()));
    writes(key).stream()
        .map(Write::child)
        .distinct()
        .forEach(
            child ->
                death(child)
                    .ifPresent(d -> all.add(new Line(d.at(), child + " ended: " + d.how()))));
    all.sort(Comparator.comparing(Line::at));
    return all;
  }
}
