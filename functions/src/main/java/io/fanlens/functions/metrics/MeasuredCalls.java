package io.fanlens.functions.metrics;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.picture.SentPicture;
import io.fanlens.settings.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.core.SdkPojo;

/** Counts and times every call, however its target was chosen. */
public record MeasuredCalls(TargetCall calls, BatchMetrics metrics, InstantSource clock)
    implements TargetCall {

  @Override
  public SdkPojo send(ImageOperation operation, SentPicture picture, Target target)
      throws CallFailedException {
    Instant start = clock.instant();
    try {
      SdkPojo answer = calls.send(operation, picture, target);
      metrics.answered(
          operation.operation(),
          target,
          picture,
          Duration.between(start, clock.instant()),
          operation.billedCalls());
      return answer;
    } catch (CallFailedException e) {
      metrics.failed(operation.operation(), target, picture, e.problem());
      throw e;
    }
  }
}
