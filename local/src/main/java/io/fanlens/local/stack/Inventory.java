package io.fanlens.local.stack;

import io.fanlens.local.events.PipeSpec;
import io.fanlens.local.events.RuleSpec;
import io.fanlens.local.iam.RolePolicy;
import io.fanlens.local.template.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources provisioned so far, for those that depend on them. */
final class Inventory {
  private final Map<String, String> queueUrlByArn = new LinkedHashMap<>();
  private final Map<String, StackFunction> functionByName = new LinkedHashMap<>();
  private final Map<String, RolePolicy> policyByRoleArn = new LinkedHashMap<>();
  private final List<StackMapping> mappings = new ArrayList<>();

  private final List<PipeSpec> pipes = new ArrayList<>();
  private final List<RuleSpec> rules = new ArrayList<>();

  void addQueue(String arn, String url) {
    queueUrlByArn.put(arn, url);
  }

  void addRole(String arn, RolePolicy policy) {
    policyByRoleArn.put(arn, policy);
  }

  /** The ARN of a provisioned queue, by its URL. */
  Optional<String> queueArn(String url) {
    return queueUrlByArn.entrySet().stream()
        .filter(entry -> entry.getValue().equals(url))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Ensures that a service may assume a role: AWS rejects the resource otherwise.
   *
   * @param roleArn of a role of the stack; others are not checked
   * @param forArn resource that the service assumes it for
   */
  void mustTrust(String roleArn, String service, String forArn) {
    RolePolicy policy = policyByRoleArn.get(roleArn);
    if (policy != null && !policy.trusts(service, roleArn, forArn, StackContext.ACCOUNT_ID)) {
      throw new TemplateException(
          "its role %s does not let %s assume it for %s".formatted(roleArn, service, forArn));
    }
  }

  Map<String, RolePolicy> roles() {
    return Map.copyOf(policyByRoleArn);
  }

  void add(StackFunction function) {
    functionByName.put(function.name(), function);
  }

  void add(StackMapping mapping) {
    mappings.add(mapping);
  }

  void add(PipeSpec pipe) {
    pipes.add(pipe);
  }

  void add(RuleSpec rule) {
    rules.add(rule);
  }

  Optional<String> queueUrl(String arn) {
    return Optional.ofNullable(queueUrlByArn.get(arn));
  }

  /**
   * @param nameOrArn a name or an ARN, either with or without a version or alias
   */
  Optional<StackFunction> function(String nameOrArn) {
    String[] parts = nameOrArn.split(":", -1);
    String name = parts.length >= 7 ? parts[6] : parts[0];
    return Optional.ofNullable(functionByName.get(name));
  }

  List<StackFunction> functions() {
    return List.copyOf(functionByName.values());
  }

  List<PipeSpec> pipes() {
    return List.copyOf(pipes);
  }

  List<RuleSpec> rules() {
    return List.copyOf(rules);
  }

  List<StackMapping> mappings() {
    return List.copyOf(mappings);
  }
}
