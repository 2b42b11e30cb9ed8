package io.fanlens.local.cloud;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanlens.local.iam.RolePolicy;
import io.fanlens.local.iam.Roles;
import io.fanlens.local.stack.StackFunction;
import io.fanlens.settings.AccountSettings;
import io.fanlens.settings.OperationSettings;
import io.fanlens.settings.Settings;
import io.fanlens.settings.TargetSettings;
import java.util.List;

/**
 * The roles of other accounts that a function's settings name, as docs/accounts.md describes them:
 * each trusts the function's role, with the external id if one is set, and allows the operations in
 * the Regions of its targets.
 */
final class OtherAccounts {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OtherAccounts() {}

  static void admit(List<StackFunction> functions, Roles roles) {
    for (StackFunction function : functions) {
      String json = function.environment().get(Settings.ENVIRONMENT_VARIABLE);
      if (json == null) {
        continue;
      }
      Settings settings = Settings.fromJson(json);
      for (AccountSettings account : settings.accounts()) {
        RolePolicy policy = new RolePolicy();
        policy.trust(trust(function.roleArn(), account.externalId()));
        policy.add(permissions(account.name(), settings.operations()));
        roles.admit(account.roleArn(), policy);
      }
    }
  }

  private static ObjectNode trust(String roleArn, String externalId) {
    ObjectNode document = NODES.objectNode();
    ObjectNode statement = document.putObject("Statement").put("Effect", "Allow");
    statement.put("Action", "sts:AssumeRole").putObject("Principal").put("AWS", roleArn);
    if (!externalId.isEmpty()) {
      statement.putObject("Condition").putObject("StringEquals").put("sts:ExternalId", externalId);
    }
    return document;
  }

  private static ObjectNode permissions(String account, List<OperationSettings> operations) {
    ObjectNode document = NODES.objectNode();
    ArrayNode statements = document.putArray("Statement");
    for (OperationSettings operation : operations) {
      List<String> regions =
          operation.targets().stream()
              .filter(target -> target.account().equals(account))
              .map(TargetSettings::region)
              .toList();
      if (regions.isEmpty()) {
        continue;
      }
      ObjectNode statement =
          statements
              .addObject()
              .put("Sid", "Account" + account.replace("-", ""))
              .put("Effect", "Allow")
              .put("Action", "rekognition:" + operation.operation().apiName())
              .put("Resource", "*");
      ArrayNode allowed =
          statement
              .putObject("Condition")
              .putObject("StringEquals")
              .putArray("aws:RequestedRegion");
      regions.forEach(allowed::add);
    }
    return document;
  }
}
