package io.fanlens.aws;

import io.fanlens.picture.BadPictureException;
import io.fanlens.picture.PictureProblem;
import io.fanlens.pipeline.PictureGoneException;
import io.fanlens.pipeline.Pictures;
import io.fanlens.result.PictureVersion;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.InvalidObjectStateException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Fetches objects of a bucket, each only while it still is what its event spoke of. No version id
 * is named: in a bucket with versions an old one can be had for ever, and a late event would bring
 * back the row of a removed picture.
 */
public final class S3Pictures implements Pictures {

  /** Far over any picture that Rekognition can be sent, and small enough for several at once. */
  private static final long MAX_BYTES = 150_000_000;

  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;

  public S3Pictures(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public byte[] fetch(PictureVersion version) throws PictureGoneException, BadPictureException {
    if (version.bytes() > MAX_BYTES) {
      confirm(version); // else a picture that was removed would get a row
      throw new BadPictureException(
          PictureProblem.TOO_LARGE,
          "The object has %d bytes; pictures of up to %d can be fetched."
              .formatted(version.bytes(), MAX_BYTES));
    }
    GetObjectRequest request =
        GetObjectRequest.builder()
            .bucket(version.bucket())
            .key(version.key())
            .ifMatch('"' + version.eTag() + '"')
            .build();
    try {
      return s3.getObject(request, ResponseTransformer.toBytes()).asByteArrayUnsafe();
    } catch (InvalidObjectStateException e) {
      throw new BadPictureException(
          PictureProblem.ARCHIVED,
          "The object lies in an archive storage class; restore it and upload it anew.");
    } catch (S3Exception e) {
      throw gone(e);
    }
  }

  @Override
  public void confirm(PictureVersion version) throws PictureGoneException {
    try {
      HeadObjectResponse head =
          s3.headObject(request -> request.bucket(version.bucket()).key(version.key()));
      if (!version.eTag().equals(head.eTag().replace("\"", ""))) {
        throw new PictureGoneException("the object was replaced");
      }
    } catch (S3Exception e) {
      throw gone(e);
    }
  }

  private static PictureGoneException gone(S3Exception e) {
    if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
      return new PictureGoneException("the object was removed or replaced");
    }
    throw e;
  }
}
