package io.fanlens.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fanlens.local.gateway.AccessCheck;
import io.fanlens.local.gateway.SignedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.InstantSource;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Uploads by a page's form: {@code POST /bucket} with the fields of a presigned POST. Its policy is
 * checked, expiry and size included, and so are the permissions of who signed it; the signature is
 * not, like all others here.
 */
final class FormUploads extends Handler.Abstract {

  private static final int NO_CONTENT = 204;
  private static final int SEE_OTHER = 303;

  private final ObservedStore store;
  private final InstantSource clock;
  private final AccessCheck access;

  FormUploads(ObservedStore store, InstantSource clock, AccessCheck access) {
    this.store = store;
    this.access = access;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (!request.getMethod().equals("POST")
        || type == null
        || !type.startsWith("multipart/form-data")) {
      return false;
    }
    try {
      String path = request.getHttpURI().getPath();
      String bucket = URLDecoder.decode(path.substring(1).replaceAll("/$", ""), UTF_8);
      FormFields form = FormFields.read(type, Content.Source.asInputStream(request).readAllBytes());
      upload(bucket, form, response, callback);
    } catch (S3Error error) {
      error.answer(request, response, callback);
    }
    return true;
  }

  private void upload(String bucket, FormFields form, Response response, Callback callback) {
    if (!store.containerExists(bucket)) {
      throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
    }
    UploadPolicy.check(form, bucket, clock.instant());
    String key = form.key();
    requirePermission(bucket, key, form);
    String eTag =
        store
            .post(
                PutObjectRequest.builder()
                    .bucket(bucket)
                    .key(key)
                    .contentType(form.get("content-type"))
                    .contentLength((long) form.file().length)
                    .build(),
                new ByteArrayInputStream(form.file()))
            .eTag();
    response.getHeaders().put(HttpHeader.ETAG, eTag);
    answer(bucket, key, eTag, form, response, callback);
  }

  private void requirePermission(String bucket, String key, FormFields form) {
    String credential = form.get("x-amz-credential");
    String[] scope = credential == null ? new String[0] : credential.split("/", -1);
    if (scope.length < 5 || !access.checks(scope[0])) {
      return;
    }
    String path = "/" + bucket + "/" + SdkHttpUtils.urlEncodeIgnoreSlashes(key);
    access
        .refusal(new SignedRequest(scope[0], "s3", scope[2], "PUT", path, "", "", ""))
        .ifPresent(
            sentence -> {
              throw new S3Error(403, "AccessDenied", sentence);
            });
  }

  private static void answer(
      String bucket,
      String key,
      String eTag,
      FormFields form,
      Response response,
      Callback callback) {
    String redirect = form.get("success_action_redirect");
    String status = form.get("success_action_status");
    if (redirect != null) {
      response.setStatus(SEE_OTHER);
      response.getHeaders().put(HttpHeader.LOCATION, redirect);
      Content.Sink.write(response, true, "", callback);
    } else if ("200".equals(status) || "201".equals(status)) {
      response.setStatus(Integer.parseInt(status));
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
      String xml =
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PostResponse><Bucket>%s</Bucket><Key>%s</Key><ETag>%s</ETag></PostResponse>"
              .formatted(bucket, S3Error.escape(key), S3Error.escape(eTag));
      Content.Sink.write(response, true, status.equals("201") ? xml : "", callback);
    } else {
      response.setStatus(NO_CONTENT);
      callback.succeeded();
    }
  }
}
