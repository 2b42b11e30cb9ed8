package io.fanlens.local.s3;

import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers {@code GET} and {@code PUT /bucket?notification}; declines everything else. */
final class NotificationEndpoint extends Handler.Abstract {

  private final Notifications notifications;
  private final Predicate<String> bucketExists;

  NotificationEndpoint(Notifications notifications, Predicate<String> bucketExists) {
    this.notifications = notifications;
    this.bucketExists = bucketExists;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    boolean get = request.getMethod().equals("GET");
    if (!BucketRequest.asksFor("notification", request)
        || !(get || request.getMethod().equals("PUT"))) {
      return false;
    }
    try {
      String bucket = BucketRequest.bucket(request);
      if (!bucketExists.test(bucket)) {
        throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
      }
      if (get) {
        answer(response, callback, 200, NotificationXml.write(notifications.of(bucket)));
      } else {
        byte[] body = Content.Source.asInputStream(request).readAllBytes();
        notifications.set(bucket, NotificationXml.read(body));
        response.setStatus(200);
        callback.succeeded();
      }
    } catch (S3Error error) {
      error.answer(request, response, callback);
    }
    return true;
  }

  private static void answer(Response response, Callback callback, int status, String xml) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
    Content.Sink.write(response, true, xml, callback);
  }
}
