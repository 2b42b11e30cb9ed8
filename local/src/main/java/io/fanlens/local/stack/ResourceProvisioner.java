package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;

/** Makes resources of one type. */
@FunctionalInterface
interface ResourceProvisioner {
  /**
   * Makes it.
   *
   * @param properties without intrinsics; what is not read here is reported as not emulated
   */
  ProvisionedResource make(Resource resource, Properties properties);
}
