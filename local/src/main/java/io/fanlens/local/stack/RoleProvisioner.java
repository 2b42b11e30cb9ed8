package io.fanlens.local.stack;

import io.fanlens.local.iam.RolePolicy;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import io.fanlens.local.template.TemplateException;
import java.util.Map;

/** Takes down what AWS::IAM::Role may do; its functions are held to it. */
final class RoleProvisioner implements ResourceProvisioner {
  private final StackContext context;
  private final Inventory inventory;
  private final NotEmulated notEmulated;

  RoleProvisioner(StackContext context, Inventory inventory, NotEmulated notEmulated) {
    this.context = context;
    this.inventory = inventory;
    this.notEmulated = notEmulated;
  }

  @Override
  public ProvisionedResource make(Resource resource, Properties properties) {
    String name =
        properties.text("RoleName").orElseGet(() -> context.generatedName(resource.logicalId()));
    String arn = StackContext.globalArn("iam", StackContext.ACCOUNT_ID, "role/" + name);
    RolePolicy policy = new RolePolicy();
    properties.raw("Description");
    try {
      properties.raw("AssumeRolePolicyDocument").ifPresent(policy::trust);
      for (Properties inline : properties.objects("Policies")) {
        inline.text("PolicyName");
        inline.raw("PolicyDocument").ifPresent(policy::add);
      }
    } catch (IllegalArgumentException e) {
      throw new TemplateException(e.getMessage(), e);
    }
    if (!properties.texts("ManagedPolicyArns").isEmpty()) {
      notEmulated.say("Managed policies allow nothing here", resource.logicalId());
    }
    inventory.addRole(arn, policy);
    return new ProvisionedResource(name, Map.of("Arn", arn, "RoleId", name));
  }
}
