package io.fanlens.local.cloud;

import io.fanlens.local.iam.AccessRequest;
import io.fanlens.local.iam.Roles;
import io.fanlens.local.rekognition.operation.ObjectSource;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Lets the local Rekognition read the local S3 with the permissions of its caller. All buckets are
 * in one Region.
 */
final class BucketPictures implements ObjectSource {
  private static final int BAD_REQUEST = 400;

  private final Supplier<S3Client> s3;
  private final String region;
  private final Roles roles;
  private final String accessKey;

  /**
   * Uses a client that is created at the first call.
   *
   * @param region of all buckets
   */
  BucketPictures(Supplier<S3Client> s3, String region, Roles roles) {
    this(s3, region, roles, "");
  }

  private BucketPictures(Supplier<S3Client> s3, String region, Roles roles, String accessKey) {
    this.s3 = s3;
    this.region = region;
    this.roles = roles;
    this.accessKey = accessKey;
  }

  @Override
  public ObjectSource as(String newAccessKey) {
    return new BucketPictures(s3, region, roles, newAccessKey);
  }

  @Override
  public Optional<byte[]> get(String bucket, String key) {
    AccessRequest read =
        new AccessRequest("s3:GetObject", "arn:aws:s3:::" + bucket + "/" + key, region);
    if (roles.refusal(accessKey, read).isPresent()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          s3.get().getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray());
    } catch (NoSuchKeyException | NoSuchBucketException e) {
      return Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() == BAD_REQUEST) {
        return Optional.empty(); // encrypted with a key of the uploader's own
      }
      throw e;
    }
  }

  @Override
  public String regionOf(String bucket) {
    return region;
  }
}
