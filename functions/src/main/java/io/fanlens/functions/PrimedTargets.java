package io.fanlens.functions;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.functions.Priming.Step;
import io.fanlens.picture.PictureFormat;
import io.fanlens.picture.PreparedPicture;
import io.fanlens.quota.QuotaPool;
import io.fanlens.quota.QuotaStep;
import io.fanlens.quota.QuotaTable;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.Target;
import io.fanlens.settings.TargetSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What every function primes that calls Rekognition: its quotas and its targets. Nothing is changed
 * or billed: the write's condition cannot hold, and the picture has no bytes.
 */
public final class PrimedTargets {

  /** What is called of an operation as it is configured. */
  @FunctionalInterface
  public interface Binding {
    ImageOperation of(OperationSettings operation) throws Exception;
  }

  /** Not a time of any target: those count from 1970. */
  private static final long NEVER = -1;

  static final PreparedPicture NO_BYTES =
      new PreparedPicture(
          new byte[0], PictureFormat.JPEG, 0, 0, Optional.empty(), Optional.empty());

  private final Settings settings;

  public PrimedTargets(Settings settings) {
    this.settings = settings;
  }

  /** The quota of each operation. */
  public List<Step> quotas(QuotaTable table) {
    return settings.operations().stream()
        .map(
            each ->
                new Step(
                    "the quota of " + each.operation().apiName(), () -> useQuotaTable(table, each)))
        .toList();
  }

  /** Each target once, for its connection; each operation once, for its request. */
  public List<Step> calls(TargetCall calls, Binding binding) {
    List<Step> steps = new ArrayList<>();
    Set<Target> seen = new HashSet<>();
    for (OperationSettings operation : settings.operations()) {
      boolean first = true;
      for (TargetSettings target : operation.targets()) {
        if (seen.add(target.target()) || first) {
          steps.add(
              new Step(
                  "%s at %s".formatted(operation.operation().apiName(), target.target().key()),
                  () -> call(calls, binding.of(operation), target.target())));
        }
        first = false;
      }
    }
    return steps;
  }

  private static Object useQuotaTable(QuotaTable table, OperationSettings operation)
      throws Exception {
    String group = QuotaPool.of(operation).groups().getFirst().key();
    table.read(group);
    return table.apply(
        group, operation.targets().getFirst().target(), new QuotaStep.Repair(NEVER, NEVER));
  }

  private static Object call(TargetCall calls, ImageOperation operation, Target target)
      throws Exception {
    try {
      return calls.send(operation, NO_BYTES, target);
    } catch (CallFailedException e) {
      if (e.getCause() instanceof AwsServiceException) {
        return e; // any error will do, the service was reached
      }
      throw e;
    }
  }
}
