package io.fanlens.bench.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** The calls that one target received, in order. */
public final class SimulatedCallLog {

  private long[] times = new long[1024];
  private SimulatedTarget.Answer[] answers = new SimulatedTarget.Answer[1024];
  private int size;
  private final Map<SimulatedTarget.Answer, Integer> counts =
      new EnumMap<>(SimulatedTarget.Answer.class);
  private long lastThrottle;

  void add(long time, SimulatedTarget.Answer answer) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      answers = Arrays.copyOf(answers, 2 * size);
    }
    times[size++] = time;
    counts.merge(answer, 1, Integer::sum);
    answers[size - 1] = answer;
    if (answer == SimulatedTarget.Answer.THROTTLED) {
      lastThrottle = time;
    }
  }

  public int count() {
    return size;
  }

  public int count(SimulatedTarget.Answer answer) {
    return counts.getOrDefault(answer, 0);
  }

  long lastThrottle() {
    return lastThrottle;
  }

  /** How many calls ended so, received between those seconds of the run. */
  public int countBetween(SimulatedTarget.Answer answer, double fromSecond, double toSecond) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      double second = (times[i] - EventLoop.START) / 1e6;
      if (answers[i] == answer && second >= fromSecond && second < toSecond) {
        count++;
      }
    }
    return count;
  }

  /** How many of the calls received between those times were answered well. */
  int okBetween(long from, long to) {
    return countBetween(
        SimulatedTarget.Answer.OK, (from - EventLoop.START) / 1e6, (to - EventLoop.START) / 1e6);
  }

  /** When a call was answered well for the first time from that second on; infinite if never. */
  public double firstAnswerFrom(double fromSecond) {
    for (int i = 0; i < size; i++) {
      double second = (times[i] - EventLoop.START) / 1e6;
      if (answers[i] == SimulatedTarget.Answer.OK && second >= fromSecond) {
        return second;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /**
   * The most by which any window of any length held more calls than {@code rate} times its length:
   * at a rate of 50, 12 calls within 0.1 s are 7 over.
   */
  public double worstExcess(double rate) {
    double worst = 0;
    double best = Double.MAX_VALUE;
    for (int i = 0; i < size; i++) {
      double line = i - rate * (times[i] - EventLoop.START) / 1e6;
      best = Math.min(best, line);
      worst = Math.max(worst, line - best + 1);
    }
    return worst;
  }
}
