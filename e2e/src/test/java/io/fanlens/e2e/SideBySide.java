package io.fanlens.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Tests that mostly wait, all at the same time and each in a thread of its own. As concurrent tests
 * of JUnit's they would keep its threads from other classes.
 */
public final class SideBySide {

  /** What a test does. */
  @FunctionalInterface
  public interface Scenario {
    void run() throws Exception;
  }

  private final List<DynamicTest> tests = new ArrayList<>();

  /** Starts it. */
  public SideBySide test(String name, Scenario scenario) {
    FutureTask<Void> run =
        new FutureTask<>(
            () -> {
              scenario.run();
              return null;
            });
    Thread.ofPlatform().name(name).daemon().start(run);
    tests.add(DynamicTest.dynamicTest(name, () -> await(run)));
    return this;
  }

  public Stream<DynamicTest> all() {
    return tests.stream();
  }

  private static void await(FutureTask<Void> run) throws Throwable {
    try {
      run.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
