package io.fanlens.local.dynamodb;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB in this process, in memory: DynamoDB Local without its own web server, banner and
 * telemetry. The gateway hosts its request handler. All Regions and keys share its tables.
 */
public final class EmbeddedDynamoDb implements AutoCloseable {

  // A strong reference keeps the logger, and with it the level, from being collected.
  private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

  // All handlers of a process share one table of operations, which each new one empties and fills:
  // a request that another handler answers meanwhile would be told that its action is unknown.
  static final ReentrantReadWriteLock OPERATIONS = new ReentrantReadWriteLock();

  private final LocalDynamoDBServerHandler handler;

  private EmbeddedDynamoDb(LocalDynamoDBServerHandler handler) {
    this.handler = handler;
  }

  public static EmbeddedDynamoDb start() {
    SQLITE.setLevel(Level.WARNING);
    LocalDynamoDBRequestHandler requests =
        new LocalDynamoDBRequestHandler(0, true, null, true, false);
    // The first call opens the database and loads its native library, so it is made here and not by
    // a user.
    requests.listTables("local", "local", ListTablesRequest.builder().build());
    return new EmbeddedDynamoDb(
        withoutRequests(() -> new LocalDynamoDBServerHandler(requests, null)));
  }

  /** Runs while no request to any instance in this process is being answered. */
  static <T> T withoutRequests(Supplier<T> work) {
    OPERATIONS.writeLock().lock();
    try {
      return work.get();
    } finally {
      OPERATIONS.writeLock().unlock();
    }
  }

  /** Answers DynamoDB's JSON protocol; for the gateway. */
  public Handler handler() {
    return new Handler.Wrapper(handler) {
      @Override
      public boolean handle(Request request, Response response, Callback callback)
          throws Exception {
        OPERATIONS.readLock().lock();
        try {
          return super.handle(request, response, callback);
        } finally {
          OPERATIONS.readLock().unlock();
        }
      }
    };
  }

  @Override
  public void close() {
    handler.close();
  }
}
