package io.fanlens.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the CDK is told whatever {@code cdk.json} says, so that templates are the same on every
 * machine and in tests: the feature flags of a new project, without which the CDK behaves as it did
 * years ago. One of them makes a changed layer a new version of the function.
 */
final class CdkContext {

  private static final String FLAGS = "feature-flags.json";

  private CdkContext() {}

  static Map<String, Object> fixed() {
    Map<String, Object> context = new HashMap<>(flags());
    // On by default, but nothing here needs them, and templates are easier to read without.
    context.put("aws:cdk:enable-path-metadata", false);
    context.put("aws:cdk:enable-asset-metadata", false);
    return context;
  }

  private static Map<String, Object> flags() {
    try (InputStream file = CdkContext.class.getResourceAsStream(FLAGS)) {
      return new ObjectMapper().readValue(file, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(FLAGS, e);
    }
  }
}
