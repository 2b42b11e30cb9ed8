package io.fanlens.local.cloud;

import io.fanlens.local.apigateway.FunctionInvoker;
import io.fanlens.local.apigateway.RestApiServer;
import io.fanlens.local.apigateway.RestApiSpec;
import io.fanlens.local.iam.AccessRequest;
import io.fanlens.local.iam.Roles;
import io.fanlens.local.lambda.Invoked;
import io.fanlens.local.lambda.Timers;
import io.fanlens.local.sqs.EmbeddedSqs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stack's REST APIs, each with a port of its own. */
final class RestApis implements AutoCloseable {
  private final Closer closer = new Closer();
  private final List<RestApiServer> servers = new ArrayList<>();

  private RestApis() {}

  /**
   * Opens the ports, so that the stack's outputs can name them.
   *
   * @param firstPort for the first API if it is free; 0 for any
   */
  static RestApis bind(List<RestApiSpec> apis, int firstPort) {
    RestApis bound = new RestApis();
    for (RestApiSpec api : apis) {
      int port = firstPort == 0 ? 0 : firstPort + bound.servers.size();
      bound.servers.add(bound.closer.add(RestApiServer.bind(api, port, Timers.real())));
    }
    return bound;
  }

  /** The outputs, with the APIs' local addresses. */
  Map<String, String> localized(Map<String, String> outputs) {
    Map<String, String> local = new HashMap<>(outputs);
    servers.forEach(server -> local.replaceAll((name, value) -> server.localized(value)));
    return Map.copyOf(local);
  }

  void start(Functions functions, Roles roles, String region) {
    FunctionInvoker invoker =
        new FunctionInvoker() {
          @Override
          public Invoked invoke(String functionArn, String payload) throws InterruptedException {
            return functions.invoke(functionArn, payload);
          }

          @Override
          public Optional<String> refusal(String functionArn, String sourceArn) {
            AccessRequest invoke =
                new AccessRequest("lambda:InvokeFunction", functionArn, region)
                    .from(sourceArn, EmbeddedSqs.ACCOUNT);
            return roles.refusalOfService("apigateway.amazonaws.com", invoke);
          }
        };
    servers.forEach(server -> server.start(invoker));
  }

  @Override
  public void close() {
    closer.close();
  }
}
