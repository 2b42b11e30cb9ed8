package io.fanlens.stage.capacity;

import io.fanlens.settings.Operation;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.QuotaChoice;
import io.fanlens.settings.TargetSettings;
import java.util.Comparator;
import java.util.List;

/**
 * The throughput of one operation, in pictures a second. DetectFaces over the four Regions of the
 * United States has 100 + 25 + 25 + 100 = 250 calls a second; at a pace of 0.995 Fanlens uses
 * 248.75.
 *
 * @param operation which
 * @param targets where it runs
 * @param sum of the targets' usable quotas
 * @param reserved with reserved start times: the sum times the pace
 * @param drawn with a weighted random choice, before the first target is overloaded: the lowest
 *     quota / weight share. This is the rule of the AWS blog on two Regions, and a mean: chance
 *     overloads targets well below it
 * @param reached whichever of the two is configured
 */
public record OperationRate(
    Operation operation,
    List<TargetRate> targets,
    double sum,
    double reserved,
    double drawn,
    double reached) {

  public static OperationRate of(
      OperationSettings settings, QuotaChoice choice, double pace, AccountFacts account) {
    double weights = settings.targets().stream().mapToDouble(TargetSettings::weight).sum();
    List<TargetRate> targets =
        settings.targets().stream()
            .map(target -> TargetRate.of(settings.operation(), target, weights, account))
            .toList();
    double sum = targets.stream().mapToDouble(TargetRate::usable).sum();
    double drawn = targets.stream().mapToDouble(TargetRate::drawLimit).min().orElse(0);
    double reserved = sum * pace;
    return new OperationRate(
        settings.operation(),
        targets,
        sum,
        reserved,
        drawn,
        choice == QuotaChoice.RESERVE ? reserved : drawn);
  }

  /** The target whose quota to increase first: at home, where no bytes have to travel. */
  public TargetRate firstToIncrease(String homeRegion) {
    return targets.stream()
        .filter(target -> !target.isFallback())
        .max(
            Comparator.<TargetRate, Boolean>comparing(target -> target.target().equals(homeRegion))
                .thenComparing(TargetRate::quota))
        .orElseThrow();
  }
}
