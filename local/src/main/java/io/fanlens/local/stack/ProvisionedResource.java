package io.fanlens.local.stack;

import java.util.Map;

/**
 * What became of a resource.
 *
 * @param ref what Ref answers for it
 * @param attributes what Fn::GetAtt answers for it
 */
public record ProvisionedResource(String ref, Map<String, String> attributes) {
  public ProvisionedResource {
    attributes = Map.copyOf(attributes);
  }
}
