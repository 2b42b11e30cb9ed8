package io.fanlens.e2e;

import java.net.URI;
import java.util.Optional;

/**
 * An endpoint of S3, SQS and DynamoDB for the integration tests to use in place of the embedded
 * servers: whatever answers in LocalStack's habit. It is meant for emulators; what the tests made
 * there is deleted, by name.
 */
public final class GivenEndpoint {

  static final String VARIABLE = "FANLENS_TEST_ENDPOINT";

  private GivenEndpoint() {}

  public static Optional<URI> uri() {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .filter(text -> !text.isBlank())
        .map(URI::create);
  }
}
