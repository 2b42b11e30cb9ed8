package io.fanlens.aws;

import io.fanlens.analysis.operation.BadReferenceException;
import io.fanlens.pipeline.ReferenceSource;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Fetches reference pictures from S3, each only if it differs from the known version. */
public final class S3References implements ReferenceSource {

  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;
  private static final int NOTHING_IN_RANGE = 416;

  /** More than any sensible reference picture; a larger object is not read to its end. */
  private static final long MAX_BYTES = 50_000_000;

  private final S3Client s3;

  public S3References(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public Optional<Stored> fetchUnless(String knownETag, String bucket, String key)
      throws BadReferenceException, InterruptedException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .range("bytes=0-" + MAX_BYTES)
            .ifNoneMatch(knownETag.isEmpty() ? null : '"' + knownETag + '"')
            .build();
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObject(request, ResponseTransformer.toBytes());
      if (object.response().contentLength() > MAX_BYTES) {
        throw BadReferenceException.tooLarge(key, MAX_BYTES);
      }
      return Optional.of(
          new Stored(object.response().eTag().replace("\"", ""), object.asByteArrayUnsafe()));
    } catch (InvalidObjectStateException e) {
      throw new BadReferenceException(
          "The reference picture '%s' is in an archive storage class; restore it.".formatted(key),
          e);
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_MODIFIED && !knownETag.isEmpty()) {
        return Optional.empty();
      }
      if (e.statusCode() == NOT_FOUND) {
        throw new BadReferenceException(
            "The bucket %s has no reference picture '%s'; upload one under this key, or change sourceKey of CompareFaces."
                .formatted(bucket, key),
            e);
      }
      if (e.statusCode() == NOTHING_IN_RANGE) {
        throw new BadReferenceException(
            "The reference picture '%s' is empty; upload another.".formatted(key), e);
      }
      throw S3Failures.of(e);
    } catch (SdkClientException e) {
      throw S3Failures.interruptedOr(e);
    }
  }
}
