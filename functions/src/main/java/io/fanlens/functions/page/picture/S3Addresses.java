package io.fanlens.functions.page.picture;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.services.s3.S3Utilities;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Presigned addresses of Amazon S3: whoever has one reads one object, for an hour. */
public final class S3Addresses {

  private static final Duration LIFE = Duration.ofHours(1);

  /** A picture that was uploaded again has another preview; the page asks for neither twice. */
  private static final String CACHED = "private, max-age=3600";

  private static final String ANY_KEY = "k";

  private final S3Presigner presigner;
  private final S3Utilities utilities;

  /** Both of one endpoint. */
  public S3Addresses(S3Presigner presigner, S3Utilities utilities) {
    this.presigner = presigner;
    this.utilities = utilities;
  }

  /**
   * An object, handed out as this type and under this name.
   *
   * @param attachment whether it is saved rather than shown
   */
  String read(String bucket, String key, String type, String name, boolean attachment) {
    String disposition =
        "%s; filename*=UTF-8''%s".formatted(attachment ? "attachment" : "inline", encoded(name));
    return signed(
        GetObjectRequest.builder()
            .bucket(bucket)
            .key(key)
            .responseContentType(type)
            .responseContentDisposition(disposition)
            .responseCacheControl(CACHED)
            .build());
  }

  /** An object of our own, whose type is known. */
  String read(String bucket, String key) {
    return signed(
        GetObjectRequest.builder().bucket(bucket).key(key).responseCacheControl(CACHED).build());
  }

  /**
   * What the addresses of a bucket's objects begin with, which is where forms are sent to. It needs
   * no credentials.
   */
  public URI bucket(String bucket) {
    String address = utilities.getUrl(object -> object.bucket(bucket).key(ANY_KEY)).toString();
    return URI.create(address.substring(0, address.length() - ANY_KEY.length()));
  }

  /** {@code https://host} of an address. */
  public static String origin(URI address) {
    return address.getScheme() + "://" + address.getRawAuthority();
  }

  private String signed(GetObjectRequest request) {
    return presigner
        .presignGetObject(get -> get.signatureDuration(LIFE).getObjectRequest(request))
        .url()
        .toString();
  }

  /** As RFC 5987 wants it; URLEncoder's form has a plus for each space. */
  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
