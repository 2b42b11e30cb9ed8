package io.fanlens.local.stack;

import io.fanlens.local.iam.RolePolicy;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import io.fanlens.local.template.TemplateException;
import java.util.Map;

/** Records the policies of AWS::IAM::Role, which are enforced. */
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
  public ProvisionedResource provision(Resource resource, Properties properties) {
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
      notEmulated.report(
          "Managed policies are not supported and allow nothing", resource.logicalId());
    }
    inventory.addRole(arn, policy);
    return new ProvisionedResource(name, Map.of("Arn", arn, "RoleId", name));
  }
}
