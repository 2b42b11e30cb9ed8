package io.fanlens.local.rekognition.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the classes of the network are called in Rekognition, and which labels are above them. */
final class Taxonomy {

  private static final String PARENT_ONLY = "-";
  private static final int COLUMNS = 5;

  private final Map<Integer, LabelKind> byClass = new HashMap<>();
  private final Map<String, LabelKind> byName = new HashMap<>();

  Taxonomy() {
    read().lines().map(String::strip).filter(Taxonomy::isRow).forEach(this::add);
  }

  private static boolean isRow(String line) {
    return !line.isEmpty() && !line.startsWith("#");
  }

  private void add(String row) {
    List<String> cells = Arrays.stream(row.split("\\|", COLUMNS)).map(String::strip).toList();
    LabelKind kind =
        new LabelKind(cells.get(1), list(cells.get(2)), cells.get(3), list(cells.get(4)));
    byName.put(kind.name(), kind);
    if (!cells.getFirst().equals(PARENT_ONLY)) {
      byClass.put(Integer.valueOf(cells.getFirst()), kind);
    }
  }

  private static List<String> list(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(", "));
  }

  /** Empty for a class that is not named. */
  Optional<LabelKind> ofClass(int number) {
    return Optional.ofNullable(byClass.get(number));
  }

  LabelKind named(String name) {
    LabelKind kind = byName.get(name);
    if (kind == null) {
      throw new IllegalArgumentException("There is no label '" + name + "'.");
    }
    return kind;
  }

  /** All labels that can be named. */
  List<LabelKind> all() {
    return List.copyOf(byName.values());
  }

  private static String read() {
    try (InputStream in = Taxonomy.class.getResourceAsStream("labels.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
