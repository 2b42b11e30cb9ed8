package io.fanlens.e2e.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The actions and the faults, all drawn from one seed before the run begins. When exactly a fault
 * meets which request is not planned: that is up to the machine.
 *
 * @param acts in the order of their times
 * @param faults in the order of their times
 */
record ChaosPlan(long seed, int pictures, Duration time, List<Act> acts, List<ChaosFault> faults) {

  /** The last part belongs to what is under way. */
  private static final double UPLOADS_UNTIL = 0.92;

  private static final double OVERWRITTEN = 0.18;
  private static final double OVERWRITTEN_AGAIN = 0.2;
  private static final double REMOVED = 0.12;
  private static final double BACK_AGAIN = 0.25;
  private static final double BROKEN = 0.01;
  private static final double POISON = 0.005;

  /** A little over the time that a picture is in flight. */
  private static final double SECONDS_BETWEEN_ACTS = 2;

  private static final double SECONDS_BETWEEN_TROUBLES = 2.2;

  static ChaosPlan draw(long seed, int pictures, Duration time) {
    RandomGenerator random = new Random(seed);
    List<Act> acts = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      acts(acts, random, "chaos/%05d.%s".formatted(i, i % 5 == 0 ? "png" : "jpg"), time);
    }
    int poison = Math.max(2, (int) (pictures * POISON));
    for (int i = 0; i < poison; i++) {
      acts.add(new Act(part(time, 0.7 * random.nextDouble()), Act.Kind.SEND_POISON, "n" + i, 0));
    }
    acts.sort(Comparator.comparing(Act::at));
    return new ChaosPlan(seed, pictures, time, List.copyOf(acts), faults(random, time));
  }

  private static void acts(List<Act> acts, RandomGenerator random, String key, Duration time) {
    Duration at = part(time, UPLOADS_UNTIL * random.nextDouble());
    boolean broken = random.nextDouble() < BROKEN;
    acts.add(new Act(at, broken ? Act.Kind.PUT_BROKEN : Act.Kind.PUT, key, 1));
    int version = 1;
    double again = OVERWRITTEN;
    while (random.nextDouble() < again) {
      at = soonAfter(at, random);
      acts.add(new Act(at, Act.Kind.PUT, key, ++version));
      again = OVERWRITTEN_AGAIN;
    }
    if (random.nextDouble() < REMOVED) {
      at = soonAfter(at, random);
      acts.add(new Act(at, Act.Kind.REMOVE, key, 0));
      if (random.nextDouble() < BACK_AGAIN) {
        at = soonAfter(at, random);
        acts.add(new Act(at, Act.Kind.PUT, key, ++version));
      }
    }
  }

  private static List<ChaosFault> faults(RandomGenerator random, Duration time) {
    List<ChaosFault.Kind> weighted = new ArrayList<>();
    for (ChaosFault.Kind kind : ChaosFault.Kind.values()) {
      for (int i = 0; i < kind.weight; i++) {
        weighted.add(kind);
      }
    }
    List<ChaosFault> faults = new ArrayList<>();
    Duration at = Duration.ofSeconds(1);
    // Each kind once, if there is time, before chance decides.
    List<ChaosFault.Kind> first = new ArrayList<>(Arrays.asList(ChaosFault.Kind.values()));
    Collections.shuffle(first, new Random(random.nextLong()));
    while (at.compareTo(time) < 0) {
      ChaosFault.Kind kind =
          first.isEmpty() ? weighted.get(random.nextInt(weighted.size())) : first.removeLast();
      Duration lasts =
          kind.isMoment()
              ? Duration.ZERO
              : Duration.ofMillis(1_500 + (long) (4_500 * random.nextDouble()));
      faults.add(new ChaosFault(at, kind, lasts, random.nextInt(1_000)));
      at = at.plus(millis(2_000 * SECONDS_BETWEEN_TROUBLES * random.nextDouble()));
    }
    return List.copyOf(faults);
  }

  private static Duration soonAfter(Duration at, RandomGenerator random) {
    return at.plus(millis(2_000 * SECONDS_BETWEEN_ACTS * random.nextDouble()));
  }

  private static Duration part(Duration time, double share) {
    return millis(time.toMillis() * share);
  }

  private static Duration millis(double millis) {
    return Duration.ofMillis((long) millis);
  }

  long count(Act.Kind kind) {
    return acts.stream().filter(act -> act.kind() == kind).count();
  }
}
