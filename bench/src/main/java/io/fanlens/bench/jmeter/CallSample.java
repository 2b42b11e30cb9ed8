package io.fanlens.bench.jmeter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A request as JMeter logged it.
 *
 * @param start epoch ms
 * @param elapsed ms
 * @param threads that ran when it ended
 */
record CallSample(long start, long elapsed, boolean isAnswered, int threads) {

  long end() {
    return start + elapsed;
  }

  /**
   * Reads a log in the order in which requests ended. None of the columns it must have holds a
   * comma.
   */
  static List<CallSample> read(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log);
    if (lines.isEmpty()) {
      return List.of();
    }
    List<String> columns = Arrays.asList(lines.getFirst().split(",", -1));
    int start = columns.indexOf("timeStamp");
    int elapsed = columns.indexOf("elapsed");
    int success = columns.indexOf("success");
    int threads = columns.indexOf("allThreads");
    List<CallSample> samples = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      samples.add(
          new CallSample(
              Long.parseLong(values[start]),
              Long.parseLong(values[elapsed]),
              Boolean.parseBoolean(values[success]),
              Integer.parseInt(values[threads])));
    }
    return samples;
  }
}
