package io.fanlens.infra.security;

import io.fanlens.stage.configuration.Removal;
import software.amazon.awscdk.RemovalPolicy;

/** Maps a stage's removal to the CDK's policy. */
public final class RemovalPolicies {

  private RemovalPolicies() {}

  /**
   * A failed first deployment removes what it has created: it is empty, and what stayed would be in
   * the way of the second one.
   */
  public static RemovalPolicy of(Removal removal) {
    return switch (removal) {
      case RETAIN -> RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
      case DESTROY -> RemovalPolicy.DESTROY;
    };
  }

  /**
   * Of the table, whose deletion protection would stop the roll-back of a failed first deployment,
   * and of the key without which it could not be read.
   */
  public static RemovalPolicy ofProtected(Removal removal) {
    return switch (removal) {
      case RETAIN -> RemovalPolicy.RETAIN;
      case DESTROY -> RemovalPolicy.DESTROY;
    };
  }
}
