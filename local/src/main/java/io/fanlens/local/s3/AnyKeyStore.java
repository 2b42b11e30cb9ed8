package io.fanlens.local.s3;

import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAclRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAclResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Supports all keys of S3 on a file-based store: see {@link KeyCode}. */
final class AnyKeyStore extends ForwardingBlobStore {

  AnyKeyStore(BlobStore files) {
    super(files);
  }

  /** Versions have names of their own, which this class does not encode. */
  @Override
  public boolean supportsVersioning() {
    return false;
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    ListObjectsV2Response page =
        super.list(
            request.toBuilder()
                .prefix(KeyCode.encodePrefix(request.prefix()))
                .startAfter(position(request.startAfter()))
                .continuationToken(position(request.continuationToken()))
                .build());
    return page.toBuilder()
        .contents(
            page.contents().stream()
                .filter(object -> KeyCode.isObject(object.key()))
                .map(object -> object.toBuilder().key(KeyCode.decode(object.key())).build())
                .toList())
        .commonPrefixes(
            page.commonPrefixes().stream()
                .map(folder -> folder.toBuilder().prefix(KeyCode.decode(folder.prefix())).build())
                .toList())
        .nextContinuationToken(KeyCode.decode(page.nextContinuationToken()))
        .build();
  }

  // A page may end with a folder or an object.
  private static String position(String key) {
    if (key == null || key.isEmpty()) {
      return key;
    }
    return key.endsWith("/") ? KeyCode.encodePrefix(key) : KeyCode.encode(key);
  }

  @Override
  public boolean blobExists(String bucket, String key) {
    return super.blobExists(bucket, KeyCode.encode(key));
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    return super.putBlob(request.toBuilder().key(KeyCode.encode(request.key())).build(), content);
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    return super.copyBlob(
        request.toBuilder()
            .sourceKey(KeyCode.encode(request.sourceKey()))
            .destinationKey(KeyCode.encode(request.destinationKey()))
            .build());
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    return super.blobMetadata(request.toBuilder().key(KeyCode.encode(request.key())).build());
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    return super.getBlob(request.toBuilder().key(KeyCode.encode(request.key())).build());
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    return super.removeBlob(request.toBuilder().key(KeyCode.encode(request.key())).build());
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key) {
    return super.getBlobAccess(bucket, KeyCode.encode(key));
  }

  @Override
  public ObjectCannedACL getBlobAccess(String bucket, String key, String version) {
    return super.getBlobAccess(bucket, KeyCode.encode(key), version);
  }

  @Override
  public GetObjectAclResponse getBlobAcl(GetObjectAclRequest request) {
    return super.getBlobAcl(request.toBuilder().key(KeyCode.encode(request.key())).build());
  }

  @Override
  public void setBlobAccess(String bucket, String key, ObjectCannedACL access) {
    super.setBlobAccess(bucket, KeyCode.encode(key), access);
  }

  @Override
  public void setBlobAccess(String bucket, String key, ObjectCannedACL access, String version) {
    super.setBlobAccess(bucket, KeyCode.encode(key), access, version);
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    MultipartUpload upload =
        super.initiateMultipartUpload(
            request.toBuilder().key(KeyCode.encode(request.key())).build());
    return new MultipartUpload(upload.id(), request, upload.response());
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    super.abortMultipartUpload(encoded(upload));
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    return super.completeMultipartUpload(
        encoded(upload), request.toBuilder().key(KeyCode.encode(upload.blobName())).build());
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream content) {
    return super.uploadMultipartPart(
        encoded(upload),
        request.toBuilder().key(KeyCode.encode(upload.blobName())).build(),
        content);
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    return super.listMultipartUpload(encoded(upload));
  }

  @Override
  public List<software.amazon.awssdk.services.s3.model.MultipartUpload> listMultipartUploads(
      String bucket) {
    return super.listMultipartUploads(bucket).stream()
        .map(upload -> upload.toBuilder().key(KeyCode.decode(upload.key())).build())
        .toList();
  }

  private static MultipartUpload encoded(MultipartUpload upload) {
    CreateMultipartUploadRequest request = upload.request();
    return new MultipartUpload(
        upload.id(),
        request.toBuilder().key(KeyCode.encode(upload.blobName())).build(),
        upload.response());
  }
}
