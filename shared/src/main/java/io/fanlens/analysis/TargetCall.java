package io.fanlens.analysis;

import io.fanlens.quota.Target;
import software.amazon.awssdk.core.SdkPojo;

/** Sends one picture to one target, once. */
@FunctionalInterface
public interface TargetCall {

  /**
   * The service's answer.
   *
   * @param picture JPEG or PNG within the operation's limits
   * @param target Region and account
   * @throws CallFailedException when there is none, with what that means
   */
  SdkPojo send(ImageOperation operation, byte[] picture, Target target) throws CallFailedException;
}
