package io.fanlens.bench.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventLoopTest {

  private final EventLoop loop = new EventLoop();
  private final List<String> happened = new ArrayList<>();

  @Test
  void shouldDoThingsInTheOrderOfTheirTimes() {
    loop.after(20, () -> happened.add("b"));
    loop.after(10, () -> loop.after(10, () -> happened.add("c")));
    loop.after(5, () -> happened.add("a"));
    loop.run(Long.MAX_VALUE);
    assertEquals(List.of("a", "b", "c"), happened);
    assertEquals(EventLoop.START + 20, loop.now());
  }

  @Test
  void shouldKeepWhatComesLaterForTheNextRun() {
    loop.after(10, () -> happened.add("later"));
    loop.run(EventLoop.START + 5);
    assertEquals(List.of(), happened);
    loop.run(EventLoop.START + 10);
    assertEquals(List.of("later"), happened);
  }
}
