package io.fanlens.functions.metrics;

import java.util.ArrayList;
import java.util.List;

/** Measured values of one metric, at most as many as CloudWatch accepts in one line. */
final class Values {

  private static final int MOST = 100;

  private final List<Long> values = new ArrayList<>();

  void add(long value) {
    if (values.size() < MOST) {
      values.add(value);
    }
  }

  List<Long> list() {
    return values;
  }
}
