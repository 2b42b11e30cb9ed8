package io.fanlens.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the CDK is told besides {@code cdk.json}, in tests too: the feature flags of a new project,
 * without which the CDK behaves as it did years ago. One of them makes a changed layer a new
 * version of the function.
 */
final class CdkContext {

  /** On by default, but nothing here needs them, and templates are easier to read without. */
  static final Map<String, Object> NO_METADATA =
      Map.of(
          "aws:cdk:enable-path-metadata", false,
          "aws:cdk:enable-asset-metadata", false);

  private static final String FLAGS = "feature-flags.json";

  private CdkContext() {}

  static Map<String, Object> featureFlags() {
    try (InputStream file = CdkContext.class.getResourceAsStream(FLAGS)) {
      return new ObjectMapper().readValue(file, new TypeReference<TreeMap<String, Object>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(FLAGS, e);
    }
  }
}
