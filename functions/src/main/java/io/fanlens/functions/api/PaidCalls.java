package io.fanlens.functions.api;

import io.fanlens.analysis.call.CallFailedException;
import io.fanlens.analysis.call.TargetCall;
import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.picture.SentPicture;
import io.fanlens.settings.Target;
import software.amazon.awssdk.core.SdkPojo;

/** Remembers whether any call of one request may be billed: one without an answer may be. */
final class PaidCalls implements TargetCall {

  private final TargetCall calls;
  private volatile boolean any;

  PaidCalls(TargetCall calls) {
    this.calls = calls;
  }

  @Override
  public SdkPojo send(ImageOperation operation, SentPicture picture, Target target)
      throws CallFailedException {
    boolean before = any;
    any = true; // also when this thread is given up meanwhile
    try {
      return calls.send(operation, picture, target);
    } catch (CallFailedException e) {
      if (!e.problem().mayBeBilled()) {
        any = before;
      }
      throw e;
    }
  }

  boolean any() {
    return any;
  }
}
