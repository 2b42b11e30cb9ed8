package io.fanlens.local.cloud;

import io.fanlens.local.gateway.RequestFilter;
import io.fanlens.local.s3.NotificationSink;
import java.util.function.UnaryOperator;

/**
 * Hooks for tests and measurements.
 *
 * @param filter receives every request before its service
 * @param events wraps the delivery from S3 to the queues
 */
public record LocalCloudHooks(RequestFilter filter, UnaryOperator<NotificationSink> events) {

  public static final LocalCloudHooks NONE =
      new LocalCloudHooks(RequestFilter.NONE, UnaryOperator.identity());

  public static LocalCloudHooks filter(RequestFilter filter) {
    return new LocalCloudHooks(filter, NONE.events());
  }
}
