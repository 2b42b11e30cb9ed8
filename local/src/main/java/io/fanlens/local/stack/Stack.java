package io.fanlens.local.stack;

import io.fanlens.local.events.PipeSpec;
import io.fanlens.local.events.RuleSpec;
import io.fanlens.local.iam.RolePolicy;
import java.util.List;
import java.util.Map;

/**
 * What was made of a template: buckets, queues and tables are there; functions with their event
 * sources, pipes and rules are taken down to be run.
 *
 * @param roles what each role may do, by its ARN
 * @param pipes what is to be told of tables
 * @param rules where events of the bus go
 * @param outputs the template's outputs by logical id
 * @param notEmulated one sentence for each consequence of what the template says and the local
 *     cloud does not do
 */
public record Stack(
    List<StackFunction> functions,
    List<StackMapping> mappings,
    Map<String, RolePolicy> roles,
    List<PipeSpec> pipes,
    List<RuleSpec> rules,
    Map<String, String> outputs,
    List<String> notEmulated) {

  public Stack {
    functions = List.copyOf(functions);
    mappings = List.copyOf(mappings);
    roles = Map.copyOf(roles);
    pipes = List.copyOf(pipes);
    rules = List.copyOf(rules);
    outputs = Map.copyOf(outputs);
    notEmulated = List.copyOf(notEmulated);
  }
}
