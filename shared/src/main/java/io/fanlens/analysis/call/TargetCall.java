package io.fanlens.analysis.call;

import io.fanlens.analysis.operation.ImageOperation;
import io.fanlens.picture.SentPicture;
import io.fanlens.settings.Target;
import software.amazon.awssdk.core.SdkPojo;

/** Sends one picture to one target, once. */
@FunctionalInterface
public interface TargetCall {

  /**
   * The service's answer.
   *
   * @param picture JPEG or PNG within the operation's limits; an object only in its own Region
   * @param target Region and account
   * @throws CallFailedException when there is none, classified
   */
  SdkPojo send(ImageOperation operation, SentPicture picture, Target target)
      throws CallFailedException;
}
