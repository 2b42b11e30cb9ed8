package io.fanlens.local.stack;

import io.fanlens.local.apigateway.RestApiSpec;
import io.fanlens.local.events.PipeSpec;
import io.fanlens.local.events.RuleSpec;
import io.fanlens.local.iam.RolePolicy;
import io.fanlens.local.signin.UserPoolSpec;
import java.util.List;
import java.util.Map;

/**
 * A provisioned template: buckets, queues and tables exist; functions with their event sources,
 * pipes and rules are recorded, to be started.
 *
 * @param roles policies by role ARN
 * @param pipes from tables to the event bus
 * @param rules of the event bus
 * @param restApis to be served
 * @param userPools that users sign in at
 * @param outputs the template's outputs by logical id, with local addresses
 * @param notEmulated one sentence for each consequence of what the local cloud does not emulate
 */
public record Stack(
    List<StackFunction> functions,
    List<StackMapping> mappings,
    Map<String, RolePolicy> roles,
    List<PipeSpec> pipes,
    List<RuleSpec> rules,
    List<RestApiSpec> restApis,
    List<UserPoolSpec> userPools,
    Map<String, String> outputs,
    List<String> notEmulated) {

  public Stack {
    functions = List.copyOf(functions);
    mappings = List.copyOf(mappings);
    roles = Map.copyOf(roles);
    pipes = List.copyOf(pipes);
    rules = List.copyOf(rules);
    restApis = List.copyOf(restApis);
    userPools = List.copyOf(userPools);
    outputs = Map.copyOf(outputs);
    notEmulated = List.copyOf(notEmulated);
  }
}
