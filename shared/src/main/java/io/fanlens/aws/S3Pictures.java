package io.fanlens.aws;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureGoneException;
import io.fanlens.picture.PictureProblem;
import io.fanlens.picture.header.PictureHeader;
import io.fanlens.pipeline.BucketFailedException;
import io.fanlens.pipeline.FileHead;
import io.fanlens.pipeline.Pictures;
import io.fanlens.result.PictureVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Fetches objects of a bucket, each only while it is still the version its event named. No version
 * id is sent: a versioned bucket returns old versions for ever, and a late event would restore the
 * row of a removed picture.
 */
public final class S3Pictures implements Pictures {

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client s3;

  /** For any bucket. */
  public S3Pictures(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public FileHead head(PictureVersion version)
      throws PictureGoneException, BadPictureException, InterruptedException {
    try {
      return get(version, "bytes=0-" + (PictureHeader.HEAD_BYTES - 1), S3Pictures::headOf);
    } catch (BucketFailedException e) {
      if (S3Failures.status(e) == RANGE_NOT_SATISFIABLE) {
        return new FileHead(new byte[0], 0); // an empty object has no first byte
      }
      throw e;
    }
  }

  @Override
  public byte[] whole(PictureVersion version, FileHead head)
      throws PictureGoneException, BadPictureException, InterruptedException {
    int fetched = head.bytes().length;
    byte[] whole = Arrays.copyOf(head.bytes(), Math.toIntExact(head.size()));
    return get(
        version,
        "bytes=" + fetched + "-",
        (response, rest) -> {
          if (rest.readNBytes(whole, fetched, whole.length - fetched) < whole.length - fetched) {
            throw new IOException("the object ended before its " + whole.length + " bytes");
          }
          return whole;
        });
  }

  @Override
  public boolean isCurrent(PictureVersion version, Duration timeout) throws InterruptedException {
    try {
      HeadObjectResponse object =
          s3.headObject(
              request ->
                  request
                      .bucket(version.bucket())
                      .key(version.key())
                      .overrideConfiguration(time -> time.apiCallTimeout(timeout)));
      return object.eTag().replace("\"", "").equals(version.eTag())
          && isOf(version, object.versionId());
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw S3Failures.of(e);
    } catch (SdkClientException e) {
      throw S3Failures.interruptedOr(e);
    }
  }

  /** Two versions of the same bytes have the same eTag; one of them may be deleted for good. */
  private static boolean isOf(PictureVersion version, String storedId) {
    return storedId == null || version.versionId().filter(id -> !id.equals(storedId)).isEmpty();
  }

  /** Reads a body; its IOExceptions are retried. */
  @FunctionalInterface
  private interface Body<T> {
    T read(GetObjectResponse response, AbortableInputStream stream) throws IOException;
  }

  private static FileHead headOf(GetObjectResponse response, AbortableInputStream stream)
      throws IOException {
    byte[] bytes = stream.readNBytes(PictureHeader.HEAD_BYTES);
    if (response.contentRange() == null) {
      stream.abort(); // the range was ignored
      return new FileHead(bytes, response.contentLength());
    }
    String total = response.contentRange().substring(response.contentRange().indexOf('/') + 1);
    return new FileHead(bytes, Long.parseLong(total));
  }

  private <T> T get(PictureVersion version, String range, Body<T> body)
      throws PictureGoneException, BadPictureException, InterruptedException {
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(version.bucket())
            .key(version.key())
            .ifMatch('"' + version.eTag() + '"')
            .range(range)
            .build();
    try {
      Stored<T> stored = s3.getObject(request, retried(body));
      if (!isOf(version, stored.versionId())) {
        throw new PictureGoneException("another version of the object is there, of the same bytes");
      }
      return stored.value();
    } catch (InvalidObjectStateException e) {
      throw new BadPictureException(
          PictureProblem.ARCHIVED,
          "The object is in an archive storage class; restore it and upload it again.");
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
        throw new PictureGoneException("the object was removed or replaced");
      }
      if (needsKeyOfUploader(e)) {
        throw new BadPictureException(
            PictureProblem.ENCRYPTED,
            "The object is encrypted with a key of its uploader's own (SSE-C); upload it without"
                + " one, or with a key in AWS KMS.");
      }
      throw S3Failures.of(e);
    } catch (SdkClientException e) {
      throw S3Failures.interruptedOr(e);
    }
  }

  /** What was read, and the id of the version that was there. */
  private record Stored<T>(T value, String versionId) {}

  /** SSE-C: S3 says so in its text only; the code stands for other mistakes too. */
  private static boolean needsKeyOfUploader(S3Exception e) {
    return e.statusCode() == BAD_REQUEST
        && e.awsErrorDetails() != null
        && "InvalidRequest".equals(e.awsErrorDetails().errorCode())
        && String.valueOf(e.awsErrorDetails().errorMessage()).contains("Server Side Encryption");
  }

  private static <T> ResponseTransformer<GetObjectResponse, Stored<T>> retried(Body<T> body) {
    return (response, stream) -> {
      try {
        return new Stored<>(body.read(response, stream), response.versionId());
      } catch (IOException e) {
        throw RetryableException.create("the object's body cannot be read", e);
      }
    };
  }
}
