package io.fanlens.e2e.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The audit's counts, and each violated invariant. */
final class Findings {

  /** What must not be. */
  enum Kind {
    MISSING("missing"),
    PAID_TWICE("doubled: paid twice without a cause"),
    STALE("stale"),
    WRONG("wrong"),
    ROW_OF_A_REMOVED_OBJECT("rows of removed objects"),
    CLAIM_LEFT("claims without an owner"),
    GIVEN_UP("given up needlessly"),
    DEAD_LETTER("unexpected dead letters");

    final String sentence;

    Kind(String sentence) {
      this.sentence = sentence;
    }
  }

  /**
   * An invariant that broke.
   *
   * @param key of the object; empty when it is about none
   */
  record Broken(Kind kind, String key, String what) {}

  int objects;
  long calls;
  long paidVersions;
  final Map<String, Integer> rows = new TreeMap<>();
  final List<Ledger.Extra> extras = new ArrayList<>();
  final List<DeadLetterRecord> deadLetters = new ArrayList<>();
  final List<Broken> broken = new ArrayList<>();

  void broken(Kind kind, String key, String what) {
    broken.add(new Broken(kind, key, what));
  }

  long count(Kind kind) {
    return broken.stream().filter(one -> one.kind() == kind).count();
  }

  /** How often each cause was found. */
  Map<String, Integer> causes() {
    Map<String, Integer> causes = new TreeMap<>();
    extras.forEach(extra -> causes.merge(extra.cause(), 1, Integer::sum));
    return causes;
  }
}
