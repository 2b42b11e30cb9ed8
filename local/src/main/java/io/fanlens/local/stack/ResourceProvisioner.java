package io.fanlens.local.stack;

import io.fanlens.local.template.Properties;
import io.fanlens.local.template.Resource;

/** Provisions resources of one type. */
@FunctionalInterface
interface ResourceProvisioner {
  /**
   * Provisions one resource.
   *
   * @param properties with intrinsics resolved; unread ones are reported as not emulated
   */
  ProvisionedResource provision(Resource resource, Properties properties);
}
