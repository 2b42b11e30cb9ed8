package io.fanlens.aws;

import io.fanlens.result.AnswerGoneException;
import io.fanlens.result.AnswerLocation;
import io.fanlens.result.AnswerStore;
import java.time.Duration;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Large answers, in a bucket of their own: in the picture bucket they would be processed as
 * pictures.
 */
public final class S3Answers implements AnswerStore {

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final String bucket;
  private final Duration timeout;

  /**
   * @param bucket where new answers go
   * @param timeout of each request
   */
  public S3Answers(S3Client s3, String bucket, Duration timeout) {
    this.s3 = s3;
    this.bucket = bucket;
    this.timeout = timeout;
  }

  /** For reading only: each row names the location of its answer. */
  public static S3Answers reading(S3Client s3) {
    return new S3Answers(s3, "", Duration.ofMinutes(1));
  }

  @Override
  public AnswerLocation put(String key, byte[] compressed) {
    String eTag =
        s3.putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key(key)
                        .contentType("application/json")
                        .contentEncoding("gzip")
                        .overrideConfiguration(each -> each.apiCallTimeout(timeout)),
                RequestBody.fromBytes(compressed))
            .eTag();
    return new AnswerLocation(bucket, key, eTag.replace("\"", ""), compressed.length);
  }

  @Override
  public byte[] get(AnswerLocation at) {
    try {
      return s3.getObject(
              request ->
                  request
                      .bucket(at.bucket())
                      .key(at.key())
                      .ifMatch('"' + at.eTag() + '"')
                      .overrideConfiguration(each -> each.apiCallTimeout(timeout)),
              ResponseTransformer.toBytes())
          .asByteArrayUnsafe();
    } catch (NoSuchKeyException e) {
      throw new AnswerGoneException(at, e);
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
        throw new AnswerGoneException(at, e);
      }
      if (e.statusCode() == FORBIDDEN) {
        throw new IllegalStateException(
            "access to s3://%s/%s is denied: allow s3:GetObject on the bucket, and s3:ListBucket to detect a missing object"
                .formatted(at.bucket(), at.key()),
            e);
      }
      throw e;
    }
  }

  @Override
  public void delete(AnswerLocation at) {
    s3.deleteObject(
        request ->
            request
                .bucket(at.bucket())
                .key(at.key())
                .overrideConfiguration(each -> each.apiCallTimeout(timeout)));
  }
}
