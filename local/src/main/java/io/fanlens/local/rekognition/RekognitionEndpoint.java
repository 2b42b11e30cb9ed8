package io.fanlens.local.rekognition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.gateway.Caller;
import io.fanlens.local.rekognition.control.RekognitionControl;
import io.fanlens.local.rekognition.control.Scope;
import io.fanlens.local.rekognition.log.Call;
import io.fanlens.local.rekognition.log.CallLog;
import io.fanlens.local.rekognition.operation.ObjectSource;
import io.fanlens.local.rekognition.operation.ServiceError;
import io.fanlens.quota.Sleeper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Amazon Rekognition over HTTP for every Region at once, in AWS JSON 1.1. The Region is that of the
 * request's signature. Each call runs on a virtual thread, so hundreds may wait for their latency;
 * pictures are analyzed by one thread for each core.
 *
 * <p>{@link #control()} changes its behavior at run time, {@link #log()} has every call, and {@link
 * #controlHandler()} offers both over HTTP. Stopping the handler frees native memory.
 */
public final class RekognitionEndpoint extends Handler.Abstract.NonBlocking {

  private static final Logger LOG = LoggerFactory.getLogger(RekognitionEndpoint.class);
  private static final String TARGET_PREFIX = "RekognitionService.";

  /** Two pictures of 5 MB in base64, and some room. */
  private static final int MAX_BODY = 15 * 1024 * 1024;

  private final RekognitionControl control = new RekognitionControl();
  private final CallLog log;
  private final Service service;
  private final RandomGenerator random;
  private final ObjectSource objects;
  private final UnaryOperator<String> accountOf;

  public RekognitionEndpoint(ObjectSource objects) {
    this(objects, CallLog.DEFAULT_SIZE);
  }

  /**
   * As above.
   *
   * @param accountOf account of an access key; each account has its own quotas
   */
  public RekognitionEndpoint(ObjectSource objects, UnaryOperator<String> accountOf) {
    this(
        objects,
        accountOf,
        CallLog.DEFAULT_SIZE,
        InstantSource.system(),
        new Random(),
        Thread::sleep);
  }

  /** With a log of this size. */
  public RekognitionEndpoint(ObjectSource objects, int logSize) {
    this(objects, logSize, InstantSource.system(), new Random(), Thread::sleep);
  }

  /** The generator must be thread-safe, as {@link Random} is. */
  RekognitionEndpoint(
      ObjectSource objects,
      int logSize,
      InstantSource clock,
      RandomGenerator random,
      Sleeper sleeper) {
    this(objects, accessKey -> "", logSize, clock, random, sleeper);
  }

  private RekognitionEndpoint(
      ObjectSource objects,
      UnaryOperator<String> accountOf,
      int logSize,
      InstantSource clock,
      RandomGenerator random,
      Sleeper sleeper) {
    this.objects = objects;
    this.accountOf = accountOf;
    this.random = random;
    this.log = new CallLog(clock, logSize);
    this.service = new Service(control, clock, random, sleeper);
  }

  public RekognitionControl control() {
    return control;
  }

  /** The operations that are implemented, such as {@code DetectFaces}. */
  public Set<String> operations() {
    return service.operations();
  }

  /** One sentence for each shortcoming of these operations. */
  public List<String> shortcomings(Set<String> operations) {
    return service.shortcomings(operations);
  }

  public CallLog log() {
    return log;
  }

  /** Serves {@code /_fanlens/rekognition/...} and declines every other path. */
  public Handler controlHandler() {
    return new ControlHandler(control, log);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Thread.ofVirtual().name("rekognition-call").start(() -> serve(request, response, callback));
    return true;
  }

  private void serve(Request request, Response response, Callback callback) {
    String requestId = new UUID(random.nextLong(), random.nextLong()).toString();
    CallLog.Entry entry = null;
    try {
      String operation = operation(request);
      Credential credential = Credential.of(request.getHeaders().get(HttpHeader.AUTHORIZATION));
      Scope scope = new Scope(operation, credential.region());
      String account = accountOf.apply(credential.accessKey());
      entry = log.begin(scope.region(), operation, account, Caller.of(request));
      JsonNode answer =
          service.call(scope, account, objects.as(credential.accessKey()), body(request), entry);
      entry.end(Call.OK);
      write(response, 200, requestId, answer, callback);
    } catch (ServiceError e) {
      end(entry, e.code());
      write(response, e.status(), requestId, error(e), callback);
    } catch (ForeignAnswer e) {
      end(entry, e.outcome());
      write(request, response, e, callback);
    } catch (ConnectionDropped e) {
      end(entry, e.outcome());
      drop(request, callback, e);
    } catch (InterruptedException | IOException e) {
      end(entry, Call.DROPPED);
      callback.failed(e);
    } catch (RuntimeException e) {
      LOG.warn("The local Rekognition failed unexpectedly", e);
      end(entry, ServiceError.internal().code());
      write(response, 500, requestId, error(ServiceError.internal()), callback);
    }
  }

  private static void end(CallLog.Entry entry, String outcome) {
    if (entry != null) {
      entry.end(outcome);
    }
  }

  private static String operation(Request request) throws ServiceError {
    String target = request.getHeaders().get("X-Amz-Target");
    if (!request.getMethod().equals("POST")
        || target == null
        || !target.startsWith(TARGET_PREFIX)) {
      throw ServiceError.of(
          400,
          "UnknownOperationException",
          "Send POST / with a header X-Amz-Target: RekognitionService.DetectFaces or"
              + " another of the image operations.");
    }
    return target.substring(TARGET_PREFIX.length());
  }

  private static byte[] body(Request request) throws IOException, ServiceError {
    try (InputStream in = Content.Source.asInputStream(request)) {
      byte[] body = in.readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) {
        throw ServiceError.of(
            413, "RequestEntityTooLargeException", "The request has more than 15 MB.");
      }
      return body;
    }
  }

  private ObjectNode error(ServiceError e) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("__type", e.code())
        .put("Code", e.code())
        .put("Logref", new UUID(random.nextLong(), random.nextLong()).toString())
        .put("Message", e.getMessage());
  }

  private static void write(
      Response response, int status, String requestId, JsonNode body, Callback callback) {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.getHeaders().put("x-amzn-RequestId", requestId);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }

  private static void write(
      Request request, Response response, ForeignAnswer answer, Callback callback) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.saidLength());
    ByteBuffer body = ByteBuffer.wrap(answer.body());
    if (answer.isCutOff()) {
      Callback thenDrop = Callback.from(() -> drop(request, callback, new ConnectionDropped()));
      response.write(false, body, thenDrop);
    } else {
      response.write(true, body, callback);
    }
  }

  private static void drop(Request request, Callback callback, Exception cause) {
    request.getConnectionMetaData().getConnection().getEndPoint().close();
    callback.failed(cause);
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    service.close();
  }
}
