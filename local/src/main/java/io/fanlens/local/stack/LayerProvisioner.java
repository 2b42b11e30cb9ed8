package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;
import java.util.Map;

/**
 * Records AWS::Lambda::LayerVersion by its name. Its content is built for the template's
 * architecture, so this machine's own build is used when the function starts.
 */
final class LayerProvisioner implements ResourceProvisioner {

  private final StackContext context;

  LayerProvisioner(StackContext context) {
    this.context = context;
  }

  @Override
  public ProvisionedResource provision(Resource resource, Properties properties) {
    String name =
        properties.text("LayerName").orElseGet(() -> context.generatedName(resource.logicalId()));
    properties.raw("Content");
    properties.raw("Description");
    properties.raw("LicenseInfo");
    properties.raw("CompatibleArchitectures");
    properties.raw("CompatibleRuntimes");
    String arn = context.arn("lambda", "layer:" + name + ":1");
    return new ProvisionedResource(arn, Map.of("LayerVersionArn", arn));
  }

  /** The name in an ARN such as {@code arn:aws:lambda:eu-west-1:111122223333:layer:NAME:1}. */
  static String name(String arn) {
    String[] parts = arn.split(":", -1);
    return parts.length >= 7 ? parts[6] : arn;
  }
}
