package io.fanlens.local.rekognition.operation;

import java.util.Optional;

/** Where pictures named by {@code Image.S3Object} come from: the local S3. */
public interface ObjectSource {

  /** The object's bytes; empty when bucket or key do not exist. */
  Optional<byte[]> get(String bucket, String key);

  /** The Region that the bucket is in. Not asked for buckets that do not exist. */
  String regionOf(String bucket);

  /** What whoever signed with this key may read: everything, unless the source says otherwise. */
  default ObjectSource as(String accessKey) {
    return this;
  }

  /** For an endpoint without an S3: nothing exists. */
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
