package io.fanlens.e2e.storage;

import io.fanlens.e2e.GivenEndpoint;
import java.net.URI;
import java.util.Optional;

/** At an endpoint that somebody runs already. */
class GivenEndpointIT extends StorageSuite {

  @Override
  Optional<URI> endpoint() {
    return GivenEndpoint.uri();
  }

  @Override
  String absence() {
    return "Set FANLENS_TEST_ENDPOINT to the address of an S3, SQS and DynamoDB, such as"
        + " http://127.0.0.1:4566, to run this.";
  }
}
