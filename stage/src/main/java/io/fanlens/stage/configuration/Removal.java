package io.fanlens.stage.configuration;

import software.amazon.awscdk.RemovalPolicy;

/** What becomes of pictures, results and logs when the stack is deleted. */
public enum Removal {
  /** Bucket, table and log stay, and the table refuses to be deleted. */
  RETAIN(RemovalPolicy.RETAIN),

  /** All goes; AWS CloudFormation deletes the bucket only when it is empty. */
  DESTROY(RemovalPolicy.DESTROY);

  private final RemovalPolicy policy;

  Removal(RemovalPolicy policy) {
    this.policy = policy;
  }

  public RemovalPolicy policy() {
    return policy;
  }
}
