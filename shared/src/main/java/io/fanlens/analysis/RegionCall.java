package io.fanlens.analysis;

import software.amazon.awssdk.core.SdkPojo;

/** Sends one picture to one Region, once. */
@FunctionalInterface
public interface RegionCall {

  /**
   * The service's answer.
   *
   * @param picture JPEG or PNG within the operation's limits
   * @param region Region code
   * @throws CallFailedException when there is none, with what that means
   */
  SdkPojo send(ImageOperation operation, byte[] picture, String region) throws CallFailedException;
}
