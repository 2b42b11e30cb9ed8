package io.fanlens.infra.security;

import io.fanlens.stage.configuration.Removal;
import software.amazon.awscdk.RemovalPolicy;

/** Maps a stage's removal to the CDK's policy. */
public final class RemovalPolicies {

  private RemovalPolicies() {}

  public static RemovalPolicy of(Removal removal) {
    return switch (removal) {
      case RETAIN -> RemovalPolicy.RETAIN;
      case DESTROY -> RemovalPolicy.DESTROY;
    };
  }
}
