package io.fanlens.functions.page.picture;

import io.fanlens.result.KeyHash;
import io.fanlens.settings.PageSettings;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Previews in the bucket of answers: in the bucket of pictures they would be processed themselves.
 * Their keys name nothing, and those of a replaced picture are never read again.
 */
public final class S3PreviewStore implements PreviewStore {

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int HASH_DIGITS = 64;

  private final S3Client s3;
  private final S3Addresses addresses;
  private final String bucket;

  public S3PreviewStore(S3Client s3, S3Addresses addresses, String bucket) {
    this.s3 = s3;
    this.addresses = addresses;
    this.bucket = bucket;
  }

  static String key(PictureObject object, int side) {
    return "%s%s/%s-%d.jpg"
        .formatted(
            PageSettings.PREVIEWS, KeyHash.of(object.key(), HASH_DIGITS), object.eTag(), side);
  }

  /** A role that may not list the bucket hears that it may not read what is not there. */
  @Override
  public boolean isThere(PictureObject object, int side) {
    try {
      HeadObjectResponse unused =
          s3.headObject(request -> request.bucket(bucket).key(key(object, side)));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == FORBIDDEN) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void put(PictureObject object, int side, byte[] preview, String type) {
    s3.putObject(
        request -> request.bucket(bucket).key(key(object, side)).contentType(type),
        RequestBody.fromBytes(preview));
  }

  @Override
  public String read(PictureObject object, int side) {
    return addresses.read(bucket, key(object, side));
  }
}
