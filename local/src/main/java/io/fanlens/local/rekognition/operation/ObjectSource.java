package io.fanlens.local.rekognition.operation;

import java.util.Optional;

/** Source of pictures named by {@code Image.S3Object}: the local S3. */
public interface ObjectSource {

  /** The object's bytes; empty when bucket or key do not exist. */
  Optional<byte[]> get(String bucket, String key);

  /** The Region that the bucket is in. Not called for buckets that do not exist. */
  String regionOf(String bucket);

  /** The objects readable with this access key: all of them by default. */
  default ObjectSource as(String accessKey) {
    return this;
  }

  /** For an endpoint without S3: no object exists. */
  static ObjectSource none() {
    return new ObjectSource() {
      @Override
      public Optional<byte[]> get(String bucket, String key) {
        return Optional.empty();
      }

      @Override
      public String regionOf(String bucket) {
        return "";
      }
    };
  }
}
