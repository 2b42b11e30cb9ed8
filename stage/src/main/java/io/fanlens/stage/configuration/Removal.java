package io.fanlens.stage.configuration;

/** What becomes of pictures, results and logs when the stack is deleted. */
public enum Removal {
  /** Bucket, table and log stay, and the table refuses to be deleted. */
  RETAIN,

  /** All goes; AWS CloudFormation deletes the bucket only when it is empty. */
  DESTROY
}
