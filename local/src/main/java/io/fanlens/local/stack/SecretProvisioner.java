package io.fanlens.local.stack;

import io.fanlens.local.secrets.SecretArn;
import io.fanlens.local.secrets.SecretStore;
import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import java.util.Map;

/** AWS::SecretsManager::Secret; its value is generated where the template gives none. */
final class SecretProvisioner {
  private SecretProvisioner() {}

  static ProvisionedResource provision(
      Resource resource, Properties properties, StackContext context, SecretStore secrets) {
    String name =
        properties.text("Name").orElseGet(() -> context.generatedName(resource.logicalId()));
    String arn = context.arn("secretsmanager", "secret:" + SecretArn.resource(name));
    properties.raw("Description");
    secrets.create(name, arn, properties);
    return new ProvisionedResource(arn, Map.of("Id", arn));
  }
}
