package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import java.util.Map;

/**
 * AWS::Lambda::Version and AWS::Lambda::Alias: qualifiers of the function. There is only one
 * version, the zip of this build.
 */
final class QualifierProvisioners {
  private QualifierProvisioners() {}

  static ProvisionedResource version(Properties properties, StackContext context) {
    String function = functionArn(properties, context);
    properties.raw("CodeSha256");
    properties.raw("Description");
    return new ProvisionedResource(
        function + ":1", Map.of("Version", "1", "FunctionArn", function + ":1"));
  }

  static ProvisionedResource alias(Properties properties, StackContext context) {
    properties.raw("FunctionVersion");
    String arn = functionArn(properties, context) + ":" + properties.required("Name");
    return new ProvisionedResource(arn, Map.of("AliasArn", arn));
  }

  private static String functionArn(Properties properties, StackContext context) {
    String function = properties.required("FunctionName");
    return function.startsWith("arn:") ? function : context.arn("lambda", "function:" + function);
  }
}
