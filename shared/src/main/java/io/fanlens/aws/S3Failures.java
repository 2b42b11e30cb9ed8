package io.fanlens.aws;

import io.fanlens.pipeline.BucketFailedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a failed request to a bucket is for the pipeline. */
final class S3Failures {

  private S3Failures() {}

  static BucketFailedException of(SdkException e) {
    return new BucketFailedException("Amazon S3 failed: " + ServiceText.summary(e), e);
  }

  /** Without an answer: the request failed, or the function's time ran out. */
  static BucketFailedException interruptedOr(SdkClientException e) throws InterruptedException {
    if (Interrupts.ended(e)) {
      Thread.interrupted();
      InterruptedException interrupted = new InterruptedException("during a request to Amazon S3");
      interrupted.initCause(e);
      throw interrupted;
    }
    return of(e);
  }

  /** The HTTP status of the error; 0 where there was no answer. */
  static int status(BucketFailedException e) {
    return e.getCause() instanceof S3Exception answered ? answered.statusCode() : 0;
  }
}
