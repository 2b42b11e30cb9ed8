package io.fanlens.aws;

import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** Tells a request that the function's own end cut off from one that failed. */
final class Interrupts {

  private Interrupts() {}

  /** An interrupt closes the socket of a virtual thread, which looks like a network error. */
  static boolean ended(SdkException e) {
    return e instanceof AbortedException
        || (!(e instanceof SdkServiceException) && Thread.currentThread().isInterrupted());
  }
}
