package io.fanlens.functions.page.picture;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The bucket of the pictures in Amazon S3. */
public final class S3PageBucket implements PageBucket {

  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client s3;
  private final S3Addresses addresses;
  private final AwsCredentialsProvider credentials;
  private final UploadForms forms;
  private final String bucket;
  private final InstantSource clock;

  /**
   * @param credentials with which forms are signed
   * @param region of the bucket
   */
  public S3PageBucket(
      S3Client s3,
      S3Addresses addresses,
      AwsCredentialsProvider credentials,
      String region,
      String bucket,
      InstantSource clock) {
    this.s3 = s3;
    this.addresses = addresses;
    this.credentials = credentials;
    this.forms = new UploadForms(bucket, region);
    this.bucket = bucket;
    this.clock = clock;
  }

  @Override
  public Listing list(String prefix, String after, int most) {
    ListObjectsV2Response found =
        s3.listObjectsV2(
            request ->
                request
                    .bucket(bucket)
                    .prefix(prefix)
                    .startAfter(after.isEmpty() ? null : after)
                    .maxKeys(most));
    List<PictureObject> objects =
        found.contents().stream()
            .map(
                object ->
                    new PictureObject(
                        object.key(), object.size(), object.lastModified(), plain(object.eTag())))
            .toList();
    return new Listing(
        objects,
        Boolean.TRUE.equals(found.isTruncated()) && !objects.isEmpty()
            ? Optional.of(objects.getLast().key())
            : Optional.empty());
  }

  @Override
  public Map<String, PictureObject> find(Collection<String> keys) throws InterruptedException {
    List<Callable<Optional<PictureObject>>> heads =
        keys.stream().<Callable<Optional<PictureObject>>>map(key -> () -> head(key)).toList();
    return AtOnce.all(heads).stream()
        .flatMap(Optional::stream)
        .collect(Collectors.toMap(PictureObject::key, object -> object));
  }

  private Optional<PictureObject> head(String key) {
    try {
      HeadObjectResponse head = s3.headObject(request -> request.bucket(bucket).key(key));
      return Optional.of(
          new PictureObject(key, head.contentLength(), head.lastModified(), plain(head.eTag())));
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public void delete(String key) {
    s3.deleteObject(request -> request.bucket(bucket).key(key));
  }

  @Override
  public Optional<byte[]> bytes(PictureObject object) {
    try {
      return Optional.of(
          s3.getObject(
                  request ->
                      request.bucket(bucket).key(object.key()).ifMatch('"' + object.eTag() + '"'),
                  ResponseTransformer.toBytes())
              .asByteArrayUnsafe());
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND || e.statusCode() == PRECONDITION_FAILED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public String address() {
    return addresses.bucket(bucket).toString();
  }

  @Override
  public Map<String, String> form(String key, String type, long bytes) {
    return forms.fields(key, type, bytes, credentials.resolveCredentials(), clock.instant());
  }

  @Override
  public String read(String key, String type, boolean attachment) {
    return addresses.read(bucket, key, type, PictureKeys.nameOf(key), attachment);
  }

  private static String plain(String eTag) {
    return eTag.replace("\"", "");
  }
}
