package io.fanlens.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Tests that mostly wait, all at the same time and each in a thread of its own. As concurrent tests
 * of JUnit's they would keep its threads from other classes.
 */
public final class SideBySide {

  private final List<DynamicTest> tests = new ArrayList<>();

  /** Starts it. */
  public SideBySide test(String name, Executable test) {
    FutureTask<Throwable> run = new FutureTask<>(() -> failure(test));
    Thread.ofPlatform().name(name).daemon().start(run);
    tests.add(DynamicTest.dynamicTest(name, () -> rethrow(run)));
    return this;
  }

  public Stream<DynamicTest> all() {
    return tests.stream();
  }

  private static Throwable failure(Executable test) {
    try {
      test.execute();
      return null;
    } catch (Throwable e) {
      return e;
    }
  }

  private static void rethrow(FutureTask<Throwable> run) throws Throwable {
    Throwable failure = run.get();
    if (failure != null) {
      throw failure;
    }
  }
}
