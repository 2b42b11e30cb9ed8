package io.fanlens.local;

import io.fanlens.local.rekognition.ObjectSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Lets the local Rekognition read the local S3, all of whose buckets are in one Region. */
final class BucketPictures implements ObjectSource {
  private final Supplier<S3Client> s3;
  private final String region;

  /**
   * Reads with a client that is asked for at the first call.
   *
   * @param region of all buckets
   */
  BucketPictures(Supplier<S3Client> s3, String region) {
    this.s3 = s3;
    this.region = region;
  }

  @Override
  public Optional<byte[]> get(String bucket, String key) {
    try {
      return Optional.of(
          s3.get().getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray());
    } catch (NoSuchKeyException | NoSuchBucketException e) {
      return Optional.empty();
    }
  }

  @Override
  public String regionOf(String bucket) {
    return region;
  }
}
