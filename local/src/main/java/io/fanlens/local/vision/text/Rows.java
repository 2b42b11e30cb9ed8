package io.fanlens.local.vision.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Divides sorted things into rows: a thing that is beside a row's first one belongs to it. */
final class Rows {

  private Rows() {}

  static <T> List<List<T>> of(List<T> sorted, BiPredicate<T, T> isBeside) {
    List<List<T>> rows = new ArrayList<>();
    for (T next : sorted) {
      if (rows.isEmpty() || !isBeside.test(rows.getLast().getFirst(), next)) {
        rows.add(new ArrayList<>());
      }
      rows.getLast().add(next);
    }
    return rows;
  }
}
