package io.fanlens.local.s3;

/**
 * One change of one object.
 *
 * @param event the event type as in {@code ObjectCreated:Put}, without {@code s3:}
 * @param size bytes, 0 for a removal
 * @param eTag without quotes, null for a removal
 * @param sequencer hex digits of fixed length, increasing with every change of the store
 */
record ObjectChange(
    String event, String bucket, String key, long size, String eTag, String sequencer) {

  static final String PUT = "ObjectCreated:Put";
  static final String POST = "ObjectCreated:Post";
  static final String COPY = "ObjectCreated:Copy";
  static final String MULTIPART = "ObjectCreated:CompleteMultipartUpload";
  static final String DELETE = "ObjectRemoved:Delete";

  boolean isRemoval() {
    return eTag == null;
  }
}
