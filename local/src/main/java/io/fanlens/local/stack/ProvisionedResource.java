package io.fanlens.local.stack;

import java.util.Map;

/**
 * A provisioned resource.
 *
 * @param ref value of Ref
 * @param attributes values of Fn::GetAtt
 */
public record ProvisionedResource(String ref, Map<String, String> attributes) {
  public ProvisionedResource {
    attributes = Map.copyOf(attributes);
  }
}
