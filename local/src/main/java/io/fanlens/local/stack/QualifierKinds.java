package io.fanlens.local.stack;

import java.util.Map;

/**
 * AWS::Lambda::Version and AWS::Lambda::Alias: names under which the one zip can be called. There
 * is only ever one version, the zip of this build.
 */
final class QualifierKinds {
  private QualifierKinds() {}

  static Made version(Properties properties, StackContext context) {
    String function = functionArn(properties, context);
    properties.raw("CodeSha256");
    properties.raw("Description");
    return new Made(function + ":1", Map.of("Version", "1", "FunctionArn", function + ":1"));
  }

  static Made alias(Properties properties, StackContext context) {
    properties.raw("FunctionVersion");
    String arn = functionArn(properties, context) + ":" + properties.required("Name");
    return new Made(arn, Map.of("AliasArn", arn));
  }

  private static String functionArn(Properties properties, StackContext context) {
    String function = properties.required("FunctionName");
    return function.startsWith("arn:") ? function : context.arn("lambda", "function:" + function);
  }
}
