package io.fanlens.operations.clients;

/**
 * A key pair in the only moment in which its secret is known to people.
 *
 * @param name of the client
 * @param accessKeyId the public part
 * @param secretAccessKey the other one
 */
record NewKey(String name, String accessKeyId, String secretAccessKey) {

  /** Without the secret: it must reach no log. */
  @Override
  public String toString() {
    return "NewKey of %s, %s".formatted(name, accessKeyId);
  }
}
