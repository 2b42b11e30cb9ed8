package io.fanlens.operations.audit;

import io.fanlens.operations.audit.Comparison.Verdict;
import io.fanlens.settings.Operation;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object with the verdict on each operation's row. */
record JudgedPicture(
    ObjectFacts object, Map<RowId, RowFacts> rows, Map<Operation, Verdict> verdicts) {

  static JudgedPicture of(
      ObjectFacts object,
      List<Operation> operations,
      Map<RowId, RowFacts> rows,
      Comparison comparison) {
    Map<RowId, RowFacts> own = new HashMap<>();
    Map<Operation, Verdict> verdicts = new EnumMap<>(Operation.class);
    for (Operation operation : operations) {
      RowFacts row = rows.get(Audit.id(object, operation));
      if (row != null) {
        own.put(row.id(), row);
      }
      verdicts.put(operation, comparison.judge(object, Optional.ofNullable(row)));
    }
    return new JudgedPicture(object, own, verdicts);
  }

  /** Its object was removed meanwhile; the removal event takes care of its rows. */
  JudgedPicture gone() {
    Map<Operation, Verdict> inProgress = new EnumMap<>(verdicts);
    inProgress.replaceAll((operation, verdict) -> Verdict.IN_PROGRESS);
    return new JudgedPicture(object, rows, inProgress);
  }

  boolean isComplete() {
    return verdicts.values().stream().allMatch(Verdict.COMPLETE::equals);
  }

  boolean isStale() {
    return verdicts.containsValue(Verdict.STALE);
  }

  /** What must be fixed. */
  Map<Operation, Verdict> wrong() {
    Map<Operation, Verdict> wrong = new EnumMap<>(Operation.class);
    verdicts.forEach(
        (operation, verdict) -> {
          if (verdict != Verdict.COMPLETE && verdict != Verdict.IN_PROGRESS) {
            wrong.put(operation, verdict);
          }
        });
    return wrong;
  }

  /** The sequencer of the one event that fixes all of it. */
  String sequencer() {
    String highest = Sequencers.LOWEST;
    for (Map.Entry<Operation, Verdict> each : wrong().entrySet()) {
      RowFacts row = rows.get(Audit.id(object, each.getKey()));
      String needed = Comparison.sequencer(each.getValue(), Optional.ofNullable(row));
      highest = needed.compareTo(highest) > 0 ? needed : highest;
    }
    return highest;
  }
}
