package io.fanlens.local.s3;

import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Reports every change of the store, with a sequencer. Changes of one key are applied and numbered
 * under that key's lock, so a higher sequencer is always the later state; uploads of one key still
 * run concurrently, because the lock is acquired after the last byte. A deletion of several objects
 * arrives as one {@link #removeBlob} each.
 */
final class ObservedStore extends ForwardingBlobStore {

  /** Called in the changing thread, for one key in the order of its changes; must be fast. */
  interface Observer {

    void changed(ObjectChange change);

    void bucketDeleted(String bucket);
  }

  /** Internal objects by which the server tracks multipart uploads. */
  private static final String BOOKKEEPING = ".s3proxy-mpu-stub-";

  private final KeyLocks locks = new KeyLocks();
  private final AtomicLong sequence;
  private final Observer observer;

  /**
   * @param firstSequence first sequencer: higher than in any earlier run
   */
  ObservedStore(BlobStore store, long firstSequence, Observer observer) {
    super(store);
    this.sequence = new AtomicLong(firstSequence);
    this.observer = observer;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    return put(ObjectChange.PUT, request, content);
  }

  /** As putBlob, by a form of a page. */
  PutObjectResponse post(PutObjectRequest request, InputStream content) {
    return put(ObjectChange.POST, request, content);
  }

  private PutObjectResponse put(String event, PutObjectRequest request, InputStream content) {
    if (request.key().startsWith(BOOKKEEPING)) {
      return super.putBlob(request, content);
    }
    try (KeyLocks.Hold lock = locks.of(request.bucket(), request.key())) {
      LockAtEnd counted = new LockAtEnd(content, lock);
      PutObjectResponse response = super.putBlob(request, counted);
      lock.acquire();
      publish(event, request.bucket(), request.key(), counted.count(), response.eTag());
      return response;
    }
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    String bucket = request.destinationBucket();
    String key = request.destinationKey();
    try (KeyLocks.Hold lock = locks.of(bucket, key)) {
      lock.acquire();
      CopyObjectResponse response = super.copyBlob(request);
      publishStored(ObjectChange.COPY, bucket, key);
      return response;
    }
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    String bucket = upload.containerName();
    String key = upload.blobName();
    try (KeyLocks.Hold lock = locks.of(bucket, key)) {
      lock.acquire();
      CompleteMultipartUploadResponse response = super.completeMultipartUpload(upload, request);
      publishStored(ObjectChange.MULTIPART, bucket, key);
      return response;
    }
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    if (request.key().startsWith(BOOKKEEPING)) {
      return super.removeBlob(request);
    }
    String bucket = request.bucket();
    String key = request.key();
    try (KeyLocks.Hold lock = locks.of(bucket, key)) {
      lock.acquire();
      boolean existed = blobExists(bucket, key);
      DeleteObjectResponse response = super.removeBlob(request);
      if (existed) {
        publish(ObjectChange.DELETE, bucket, key, 0, null);
      }
      return response;
    }
  }

  @Override
  public void deleteBucket(String bucket) {
    super.deleteBucket(bucket);
    observer.bucketDeleted(bucket);
  }

  private void publishStored(String event, String bucket, String key) {
    var stored = blobMetadata(bucket, key);
    publish(event, bucket, key, stored.contentLength(), stored.eTag());
  }

  private void publish(String event, String bucket, String key, long size, String eTag) {
    String unquoted = eTag == null ? null : eTag.replace("\"", "");
    String sequencer = "%016X".formatted(sequence.incrementAndGet());
    observer.changed(new ObjectChange(event, bucket, key, size, unquoted, sequencer));
  }
}
