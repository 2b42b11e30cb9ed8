package io.fanlens.quota.reservation;

import io.fanlens.quota.QuotaGroup;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaRules;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaView;
import io.fanlens.quota.StepResult;
import io.fanlens.quota.TargetState;
import io.fanlens.settings.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What one process knows about the targets of one operation: the last read of each group, kept up
 * to date by the results of its own writes. Not thread-safe: whoever shares it between threads
 * holds a lock.
 */
public final class QuotaCache {

  private final QuotaPool pool;
  private final QuotaRules rules;
  private final RandomGenerator random;
  private final String owner;
  private final TableHealth health;
  private final LocalPace localPace;
  private final Map<String, Seen> seen = new HashMap<>();
  private final Map<Target, Long> answeredAt = new HashMap<>();
  private final UncountedCalls uncounted = new UncountedCalls();

  /**
   * Empty.
   *
   * @param processes most processes that share the pool (MaximumConcurrency)
   * @param owner unique name of this process
   */
  public QuotaCache(
      QuotaPool pool, QuotaRules rules, int processes, String owner, RandomGenerator random) {
    this.pool = pool;
    this.rules = rules;
    this.random = random;
    this.owner = owner;
    this.health = new TableHealth(rules, random);
    this.localPace = new LocalPace(processes, random);
  }

  /** The last state seen of a target. */
  public TargetState state(String group, Target target) {
    Seen last = seen.get(group);
    return last == null ? TargetState.NEW : last.states.getOrDefault(target, TargetState.NEW);
  }

  /** Takes in the result of a step, whoever sent it. */
  public void learn(String group, Target target, QuotaStep step, StepResult result) {
    Seen last = seen.get(group);
    if (last != null) {
      TargetState now =
          result.applied()
              ? step.applyTo(result.before()).orElse(result.before())
              : result.before();
      last.states.put(target, now);
    }
  }

  /** When batches last found the whole group full, as last seen. */
  long waitingAt(QuotaGroup group) {
    return state(group.key(), group.targets().getFirst().target()).waitingAt();
  }

  /** Whether they did of late. */
  boolean isWaiting(QuotaGroup group, long now) {
    return waitingAt(group) >= now - rules.reservation().role().share().waitingMicros();
  }

  /** What the next write to a target counts as well; this part may be used without the lock. */
  public UncountedCalls uncounted() {
    return uncounted;
  }

  /** A call to the target was answered. */
  void answered(Target target, long now) {
    answeredAt.put(target, now);
  }

  boolean hasAnsweredSince(Target target, long time) {
    return answeredAt.getOrDefault(target, Long.MIN_VALUE) > time;
  }

  void learn(String group, QuotaView view, long readAt) {
    seen.put(group, new Seen(readAt, new HashMap<>(view.states())));
  }

  /** When the group was read; long ago when it never was. */
  long readAt(String group) {
    Seen last = seen.get(group);
    return last == null ? Long.MIN_VALUE / 2 : last.readAt;
  }

  /** Why no permit can be had now, if all groups were read lately and none has room. */
  public Optional<NoCapacity> knownToBeFull(long now) {
    NoCapacity full = null;
    for (QuotaGroup group : pool.groups()) {
      Candidates candidates = new Candidates(this, group, Set.of(), now, Long.MAX_VALUE, 1);
      boolean old = now - readAt(group.key()) > rules.reservation().horizonMicros();
      if (old || !candidates.candidates().isEmpty() || candidates.urgent().isPresent()) {
        return Optional.empty();
      }
      if (full == null || candidates.retryAfter() < full.retryAfterMicros()) {
        full = new NoCapacity(candidates.reason(), candidates.retryAfter());
      }
    }
    return Optional.ofNullable(full);
  }

  QuotaPool pool() {
    return pool;
  }

  QuotaRules rules() {
    return rules;
  }

  RandomGenerator random() {
    return random;
  }

  String owner() {
    return owner;
  }

  TableHealth health() {
    return health;
  }

  LocalPace localPace() {
    return localPace;
  }

  private record Seen(long readAt, Map<Target, TargetState> states) {}
}
