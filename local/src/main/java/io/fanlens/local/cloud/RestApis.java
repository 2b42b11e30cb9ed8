package io.fanlens.local.cloud;

import io.fanlens.local.apigateway.FunctionInvoker;
import io.fanlens.local.apigateway.RestApi;
import io.fanlens.local.apigateway.RestApiSpec;
import io.fanlens.local.gateway.HostServer;
import io.fanlens.local.iam.AccessRequest;
import io.fanlens.local.iam.Roles;
import io.fanlens.local.lambda.Invoked;
import io.fanlens.local.lambda.Timers;
import io.fanlens.local.signin.SignIn;
import io.fanlens.local.sqs.EmbeddedSqs;
import java.util.List;
import java.util.Optional;

/** Starts the stack's REST APIs, each at a host of its own. */
record RestApis(Functions functions, Roles roles, String region) implements FunctionInvoker {

  /**
   * Begins to serve.
   *
   * @param timers end what takes too long
   */
  void start(List<RestApiSpec> apis, Hosts hosts, SignIn signIn, Timers timers) {
    for (RestApiSpec api : apis) {
      HostServer host = hosts.at(api.address());
      host.start(new RestApi(api, host.domain(), this, signIn, timers));
    }
  }

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
}
