package io.fanlens.local.cloud;

import io.fanlens.local.gateway.RequestFilter;
import io.fanlens.local.s3.NotificationSink;
import java.util.function.UnaryOperator;

/**
 * Where tests and measurements reach into a local cloud.
 *
 * @param filter sees every request before its service does
 * @param events stands between S3 and the queues
 */
public record LocalCloudHooks(RequestFilter filter, UnaryOperator<NotificationSink> events) {

  public static final LocalCloudHooks NONE =
      new LocalCloudHooks(RequestFilter.NONE, UnaryOperator.identity());

  public static LocalCloudHooks filter(RequestFilter filter) {
    return new LocalCloudHooks(filter, NONE.events());
  }
}
