package io.fanlens.local.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Checks each request of a role against its permissions, and rejects it in the service's format.
 */
final class Guard {

  /** Services that name the resource in the request body, which is small. */
  private static final Set<String> NAMED_IN_BODY =
      Set.of("dynamodb", "sqs", "sts", "secretsmanager");

  private final AccessCheck check;

  Guard(AccessCheck check) {
    this.check = check;
  }

  /** The request to continue with; empty when it was rejected, and answered. */
  Optional<Request> admitted(String service, Request request, Response response, Callback callback)
      throws IOException {
    String[] scope = ServiceName.scope(request);
    if (scope.length < 5 || !check.checks(scope[0])) {
      return Optional.of(request);
    }
    String body = "";
    Request rest = request;
    if (NAMED_IN_BODY.contains(service)) {
      body = Content.Source.asString(request, StandardCharsets.UTF_8);
      rest = new Buffered(request, body.getBytes(StandardCharsets.UTF_8));
    }
    String query = request.getHttpURI().getQuery();
    String target = request.getHeaders().get("X-Amz-Target");
    Optional<String> refusal =
        check.refusal(
            new SignedRequest(
                scope[0],
                service,
                scope[2],
                request.getMethod(),
                request.getHttpURI().getPath(),
                query == null ? "" : query,
                target == null ? "" : target,
                body));
    if (refusal.isEmpty()) {
      return Optional.of(rest);
    }
    refuse(service, refusal.get(), response, callback);
    return Optional.empty();
  }

  private static void refuse(
      String service, String sentence, Response response, Callback callback) {
    if (service.equals("s3")) {
      response.setStatus(403);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
      Content.Sink.write(
          response,
          true,
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>%s</Message></Error>"
              .formatted(sentence),
          callback);
    } else if (service.equals("sts")) {
      response.setStatus(403);
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
      Content.Sink.write(
          response,
          true,
          "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>%s</Message></Error></ErrorResponse>"
              .formatted(sentence),
          callback);
    } else {
      JsonAnswer.error(response, callback, 400, "AccessDeniedException", sentence);
    }
  }

  /** A request whose body was read and can be read again. */
  private static final class Buffered extends Request.Wrapper {

    private final Content.Source source;

    Buffered(Request request, byte[] body) {
      super(request);
      source = Content.Source.from(ByteBuffer.wrap(body));
    }

    @Override
    public Content.Chunk read() {
      return source.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
      source.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
      source.fail(failure);
    }
  }
}
