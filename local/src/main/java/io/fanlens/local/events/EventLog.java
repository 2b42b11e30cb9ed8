package io.fanlens.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest events of the bus, newest last. */
public final class EventLog {

  private static final int MAX_EVENTS = 10_000;

  private final Deque<JsonNode> events = new ArrayDeque<>();

  synchronized void add(JsonNode event) {
    if (events.size() == MAX_EVENTS) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  public synchronized List<JsonNode> all() {
    return List.copyOf(events);
  }

  public synchronized void clear() {
    events.clear();
  }
}
