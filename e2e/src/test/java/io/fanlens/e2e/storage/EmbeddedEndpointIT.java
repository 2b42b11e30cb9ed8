package io.fanlens.e2e.storage;

import io.fanlens.local.cloud.StorageServers;
import io.fanlens.local.gateway.Gateway;
import io.fanlens.local.gateway.Routes;
import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterAll;

/**
 * At our own servers, as if somebody else ran them: shows on every machine that the suite asks for
 * nothing but an endpoint.
 */
class EmbeddedEndpointIT extends StorageSuite {

  private Gateway gateway;
  private StorageServers servers;

  @Override
  Optional<URI> endpoint() {
    gateway = Gateway.bind(0);
    servers = StorageServers.start(gateway, "us-east-1", Optional.empty());
    gateway.start(new Routes(servers.proxied(), servers.handled(), new Handler.Sequence()));
    return Optional.of(gateway.endpoint());
  }

  @Override
  String absence() {
    return "It is always there.";
  }

  @Override
  @AfterAll
  void stop() {
    super.stop();
    gateway.close();
    servers.close();
  }
}
