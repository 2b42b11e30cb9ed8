package io.fanlens.e2e.storage;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** At LocalStack, in a container. Version 4.14.0 is the last that needs no account. */
class LocalStackIT extends StorageSuite {

  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private LocalStackContainer localStack;

  @Override
  Optional<URI> endpoint() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return Optional.empty();
    }
    localStack = new LocalStackContainer(IMAGE).withServices("s3", "sqs", "dynamodb");
    localStack.start();
    return Optional.of(localStack.getEndpoint());
  }

  @Override
  String absence() {
    return "LocalStack runs in a container, and no Docker engine answers on this machine.";
  }

  @Override
  @AfterAll
  void stop() {
    super.stop();
    if (localStack != null) {
      localStack.stop();
    }
  }
}
