package io.fanlens.stage.configuration;

/** What happens to pictures, results and logs when the stack is deleted. */
public enum Removal {
  /** Buckets, table and log are kept, and the table is protected against deletion. */
  RETAIN,

  /** Everything is deleted; AWS CloudFormation deletes a bucket only when it is empty. */
  DESTROY
}
