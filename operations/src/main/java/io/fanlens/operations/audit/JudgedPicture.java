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

  /** Its object was removed meanwhile, of which the queue will tell. */
  JudgedPicture gone() {
    Map<Operation, Verdict> inWork = new EnumMap<>(verdicts);
    inWork.replaceAll((operation, verdict) -> Verdict.IN_WORK);
    return new JudgedPicture(object, rows, inWork);
  }

  boolean isComplete() {
    return verdicts.values().stream().allMatch(Verdict.COMPLETE::equals);
  }

  boolean isStale() {
    return verdicts.containsValue(Verdict.STALE);
  }

  /** What must be mended. */
  Map<Operation, Verdict> wrong() {
    Map<Operation, Verdict> wrong = new EnumMap<>(Operation.class);
    verdicts.forEach(
        (operation, verdict) -> {
          if (verdict != Verdict.COMPLETE && verdict != Verdict.IN_WORK) {
            wrong.put(operation, verdict);
          }
        });
    return wrong;
  }

  /** The rank of the one event that mends all of it. */
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
